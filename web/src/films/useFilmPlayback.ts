import type { RefObject } from 'preact';
import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { PlayerChoice } from '../watch/address';
import { restoreSound } from '../watch/sound';
import { exposeForTests } from '../watch/testing';
import { FilmPlayback } from './FilmPlayback';

const VIDEO_EVENTS = [
  'play',
  'playing',
  'pause',
  'waiting',
  'seeking',
  'seeked',
  'timeupdate',
  'progress',
  'volumechange',
  'ratechange',
  'durationchange',
  'loadeddata',
  'emptied',
  'ended',
  'resize',
  'enterpictureinpicture',
  'leavepictureinpicture',
];

/** The playback of a film in the element behind `videoRef`; the component renders when it changes. */
export function useFilmPlayback(
  videoRef: RefObject<HTMLVideoElement | null>,
  id: string,
  choice: PlayerChoice,
  startSeconds: number,
): FilmPlayback | null {
  const [, refresh] = useReducer((count: number) => count + 1, 0);
  const playback = useRef<FilmPlayback | null>(null);
  useEffect(() => {
    const video = videoRef.current;
    if (!video) return;
    restoreSound(video);
    const opened = new FilmPlayback(id, choice, video, startSeconds, () => refresh(undefined));
    playback.current = opened;
    exposeForTests(opened);
    for (const event of VIDEO_EVENTS) video.addEventListener(event, refresh);
    document.addEventListener('fullscreenchange', refresh);
    refresh(undefined);
    return () => {
      for (const event of VIDEO_EVENTS) video.removeEventListener(event, refresh);
      document.removeEventListener('fullscreenchange', refresh);
      opened.destroy();
    };
  }, [videoRef, id, startSeconds]);
  useEffect(() => playback.current?.choose(choice), [choice]);
  return playback.current;
}
