import type { RefObject } from 'preact';
import type { Playback } from './Playback';
import { toggleFullscreen, togglePictureInPicture } from './screen';
import { chooseMuted, chooseVolume } from './sound';

/** What a viewer can do to the sound. */
export interface SoundActions {
  toggleMute(): void;
  setVolume(volume: number): void;
}

/** What a viewer can do to where the picture is shown. */
export interface ScreenActions {
  togglePictureInPicture(): void;
  toggleFullscreen(): void;
}

/** What a viewer can do to all that plays, live or not. */
export interface VideoActions extends SoundActions, ScreenActions {
  togglePlay(): void;
  changeVolume(by: number): void;
}

/** What a viewer can do to the player, by its controls or the keyboard. */
export interface PlayerActions extends VideoActions {
  goLive(): void;
  seekBehind(seconds: number): void;
  skip(seconds: number): void;
}

type Played = Pick<Playback, 'needs' | 'play' | 'pause' | 'unmute'>;

export function videoActions(
  stage: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
  playback: Played | null,
): VideoActions {
  const withVideo = (act: (element: HTMLVideoElement) => void) => video.current && act(video.current);
  return {
    togglePlay: () => withVideo(({ paused }) => (paused ? playback?.play() : playback?.pause())),
    toggleMute: () =>
      withVideo((element) =>
        playback?.needs === 'unmute' ? playback.unmute() : chooseMuted(element, !element.muted),
      ),
    setVolume: (volume) => withVideo((element) => chooseVolume(element, volume)),
    changeVolume: (by) => withVideo((element) => chooseVolume(element, element.volume + by)),
    togglePictureInPicture: () => withVideo(togglePictureInPicture),
    toggleFullscreen: () => withVideo((element) => stage.current && toggleFullscreen(stage.current, element)),
  };
}

export const actionsOf = (
  stage: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
  playback: Playback | null,
): PlayerActions => ({
  ...videoActions(stage, video, playback),
  goLive: () => playback?.goLive(),
  seekBehind: (seconds) => playback?.seekBehind(seconds),
  skip: (seconds) => playback?.skip(seconds),
});
