import type { RefObject } from 'preact';
import { type VideoActions, videoActions } from '../watch/actions';
import { VOLUME_STEP } from '../watch/sound';
import type { FilmPlayback } from './FilmPlayback';
import { DIGITS, type FilmCommand, GO_SECONDS, STEP_SECONDS } from './filmShortcuts';
import { speedBeside } from './menus';

export interface FilmActions extends VideoActions {
  seek(seconds: number): void;
  setSpeed(speed: number): void;
  toggleSubtitles(): void;
}

export const filmActions = (
  stage: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
  playback: FilmPlayback | null,
): FilmActions => ({
  ...videoActions(stage, video, playback),
  seek: (seconds) => playback?.seek(seconds),
  setSpeed: (speed) => playback?.setSpeed(speed),
  toggleSubtitles: () => playback?.toggleSubtitles(),
});

interface PageActions {
  toggleStats: () => void;
  toggleHelp: () => void;
}

/** What the keys do. */
export function filmCommands(
  actions: FilmActions,
  video: RefObject<HTMLVideoElement | null>,
  page: PageActions,
): Record<FilmCommand, () => void> {
  const withVideo = (act: (video: HTMLVideoElement) => void) => () => video.current && act(video.current);
  const skip = (by: number) => withVideo(({ currentTime }) => actions.seek(currentTime + by));
  const speed = (by: 1 | -1) =>
    withVideo(({ playbackRate }) => actions.setSpeed(speedBeside(playbackRate, by)));
  const tenths = Object.fromEntries(
    DIGITS.map((digit) => [
      `go-to-${digit}`,
      withVideo(({ duration }) => actions.seek((duration * Number(digit)) / DIGITS.length)),
    ]),
  ) as Record<Extract<FilmCommand, `go-to-${number}`>, () => void>;
  return {
    ...tenths,
    'toggle-play': actions.togglePlay,
    'toggle-mute': actions.toggleMute,
    'toggle-fullscreen': actions.toggleFullscreen,
    'toggle-picture-in-picture': actions.togglePictureInPicture,
    'toggle-subtitles': actions.toggleSubtitles,
    'volume-up': () => actions.changeVolume(VOLUME_STEP),
    'volume-down': () => actions.changeVolume(-VOLUME_STEP),
    'go-back': skip(-GO_SECONDS),
    'go-on': skip(GO_SECONDS),
    'step-back': skip(-STEP_SECONDS),
    'step-on': skip(STEP_SECONDS),
    'go-to-start': () => actions.seek(0),
    'go-to-end': withVideo(({ duration }) => actions.seek(duration)),
    faster: speed(1),
    slower: speed(-1),
    'toggle-stats': page.toggleStats,
    'toggle-help': page.toggleHelp,
  };
}
