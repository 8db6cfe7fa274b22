import Hls, { type ErrorData, type MediaPlaylist } from 'hls.js';
import {
  AUTOMATIC,
  type Choices,
  forcedBeside,
  pictureChoices,
  soundChoices,
  subtitleChoices,
} from './choices';
import type { OpenEngine } from './engine';

/** A second media error so soon after a recovery means that recovering does not help. */
const RECOVERY_PAUSE_MILLIS = 5_000;

/** Tries what hls.js offers against a fatal error; false where nothing is left to try. */
function recoverer(hls: Hls): (error: ErrorData) => boolean {
  let lastRecoveryMillis = Number.NEGATIVE_INFINITY;
  let restarts = 0;
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    restarts = 0;
  });
  return ({ type }) => {
    if (
      type === Hls.ErrorTypes.MEDIA_ERROR &&
      performance.now() - lastRecoveryMillis > RECOVERY_PAUSE_MILLIS
    ) {
      lastRecoveryMillis = performance.now();
      hls.recoverMediaError();
      return true;
    }
    if (type === Hls.ErrorTypes.NETWORK_ERROR && hls.levels.length > 0 && restarts++ < 1) {
      hls.startLoad();
      return true;
    }
    return false;
  };
}

function pictures(hls: Hls): Choices {
  const sizes = hls.levels.map(({ width, height, bitrate }, level) => ({
    id: String(level),
    width: width || null,
    height: height || null,
    bitrateBps: bitrate,
  }));
  const chosen = hls.autoLevelEnabled ? AUTOMATIC : String(hls.manualLevel);
  return pictureChoices(sizes, chosen, (id) => {
    hls.nextLevel = id === AUTOMATIC ? -1 : Number(id);
  });
}

const told = ({ name, lang, url, forced, characteristics }: MediaPlaylist) => ({
  name,
  language: lang,
  address: url,
  purpose: forced
    ? ('forced' as const)
    : characteristics?.includes('transcribes-spoken-dialog')
      ? ('captions' as const)
      : undefined,
});

const sounds = (hls: Hls): Choices =>
  soundChoices(hls.audioTracks.map(told), hls.audioTrack, (track) => {
    hls.audioTrack = track;
  });

/** The subtitles of what is said in another language than that of the sound. */
const besideSound = (hls: Hls) =>
  forcedBeside(hls.subtitleTracks.map(told), hls.audioTracks[hls.audioTrack]?.lang);

function show(hls: Hls, subtitles: number): void {
  hls.subtitleTrack = subtitles;
  hls.subtitleDisplay = subtitles >= 0;
}

/**
 * hls.js shows subtitles that are the default, and no others by itself: forced ones go with their sound for
 * whoever has chosen no others.
 */
function subtitlesOf(hls: Hls): () => Choices {
  let isSettled = false;
  let isChosen = false;
  const followSound = () => {
    if (isChosen || (!isSettled && hls.subtitleTracks.some((track) => track.default))) return;
    show(hls, besideSound(hls));
  };
  hls.on(Hls.Events.SUBTITLE_TRACKS_UPDATED, followSound);
  hls.on(Hls.Events.AUDIO_TRACK_SWITCHED, followSound);
  return () => {
    const shown = hls.subtitleDisplay ? hls.subtitleTrack : -1;
    const beside = besideSound(hls);
    return subtitleChoices(hls.subtitleTracks.map(told), shown, beside, (track) => {
      isSettled = true;
      isChosen = track !== null && track !== beside;
      show(hls, track ?? -1);
    });
  };
}

/** hls.js in its low-latency mode. How far behind the edge it plays is what the playlist asks for. */
export const openHls: OpenEngine = (video, url, onFailure, startSeconds) => {
  const hls = new Hls({
    lowLatencyMode: true,
    // CMAF needs no remuxing that would be worth a thread.
    enableWorker: false,
    // Interop: hls.js 1.7.4 forgets the segment whose parts it is loading if the removal of old ones
    // ends between a part's append and its end (FragmentTracker.detectEvictedFragments), and then
    // loads nothing for two segments. Browsers make room themselves.
    backBufferLength: Infinity,
    liveDurationInfinity: true,
    maxLiveSyncPlaybackRate: 1.1,
    startPosition: startSeconds ?? -1,
  });
  const recovers = recoverer(hls);
  hls.on(Hls.Events.ERROR, (_, error) => {
    if (error.fatal && !recovers(error)) onFailure(`${error.details}: ${error.error.message}`);
  });
  const subtitles = subtitlesOf(hls);
  hls.loadSource(url);
  hls.attachMedia(video);
  return {
    label: `hls.js ${Hls.version}`,
    attached: Promise.resolve(),
    playingDate: () => hls.playingDate,
    liveEdgeSeconds: () => hls.liveSyncPosition,
    bitrateBps: () => hls.levels[hls.currentLevel]?.bitrate || null,
    pictures: () => pictures(hls),
    sounds: () => sounds(hls),
    subtitles,
    destroy: async () => hls.destroy(),
  };
};
