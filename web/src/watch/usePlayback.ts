import type { RefObject } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { PlayerChoice } from './address';
import { Playback } from './Playback';
import { restoreSound } from './sound';
import type { StreamStatus } from './supervision';
import { exposeForTests } from './testing';

const REFRESH_MILLIS = 500;
const VIDEO_EVENTS = [
  'play',
  'playing',
  'pause',
  'waiting',
  'volumechange',
  'loadeddata',
  'emptied',
  'ended',
  'enterpictureinpicture',
  'leavepictureinpicture',
];

/** The playback of a stream in the element behind `videoRef`; the component renders when it changes. */
export function usePlayback(
  videoRef: RefObject<HTMLVideoElement | null>,
  name: string,
  choice: PlayerChoice,
  status: StreamStatus,
): Playback | null {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const playback = useRef<Playback | null>(null);

  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    restoreSound(video);
    const opened = new Playback(name, choice, video, () => refresh(undefined));
    playback.current = opened;
    exposeForTests(opened);
    for (const event of VIDEO_EVENTS) video.addEventListener(event, refresh);
    document.addEventListener('fullscreenchange', refresh);
    const timer = setInterval(refresh, REFRESH_MILLIS, undefined);
    return () => {
      clearInterval(timer);
      for (const event of VIDEO_EVENTS) video.removeEventListener(event, refresh);
      document.removeEventListener('fullscreenchange', refresh);
      opened.destroy();
    };
  }, [videoRef, name]);

  // After the effect above, so that a new playback learns them at once.
  useEffect(() => playback.current?.choose(choice), [name, choice]);
  useEffect(() => playback.current?.setStatus(status), [name, status]);
  return playback.current;
}
