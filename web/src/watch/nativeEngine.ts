import { NO_CHOICES } from './choices';
import type { OpenEngine } from './engine';

/** WebKit tells the wall-clock time of media time zero, from EXT-X-PROGRAM-DATE-TIME. */
type DatedVideo = HTMLVideoElement & { getStartDate?: () => Date };

/** How far behind the end of what is seekable a browser's own HLS plays when it plays live. */
const NATIVE_HOLD_BACK_SECONDS = 6;

function dateOf(video: DatedVideo): Date | null {
  const startMillis = video.getStartDate?.().getTime() ?? Number.NaN;
  return Number.isNaN(startMillis) ? null : new Date(startMillis + video.currentTime * 1_000);
}

/** The browser's own HLS, for iPhones without Media Source Extensions. */
export const openNative: OpenEngine = (video, url, onFailure, startSeconds = 0) => {
  const onError = () => onFailure(video.error?.message || 'the browser cannot play this stream');
  video.addEventListener('error', onError, { once: true });
  const goToStart = () => {
    if (startSeconds > 0) video.currentTime = startSeconds;
  };
  video.addEventListener('loadedmetadata', goToStart, { once: true });
  video.src = url;
  return {
    label: 'this browser’s own HLS',
    attached: Promise.resolve(),
    playingDate: () => dateOf(video),
    liveEdgeSeconds: () => {
      const { seekable } = video;
      return seekable.length === 0
        ? null
        : Math.max(seekable.start(0), seekable.end(seekable.length - 1) - NATIVE_HOLD_BACK_SECONDS);
    },
    bitrateBps: () => null,
    // The browser chooses, and shows a menu of its own in full screen.
    pictures: () => NO_CHOICES,
    sounds: () => NO_CHOICES,
    subtitles: () => NO_CHOICES,
    destroy: async () => {
      video.removeEventListener('error', onError);
      video.removeEventListener('loadedmetadata', goToStart);
      video.removeAttribute('src');
      video.load();
    },
  };
};
