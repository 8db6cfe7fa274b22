import type { RefObject } from 'preact';
import type { Playback } from './Playback';
import { toggleFullscreen, togglePictureInPicture } from './screen';
import { chooseMuted, chooseVolume } from './sound';

/** What a viewer can do to the sound. */
export interface SoundActions {
  toggleMute(): void;
  setVolume(volume: number): void;
}

/** What a viewer can do to the player, by its controls or the keyboard. */
export interface PlayerActions extends SoundActions {
  togglePlay(): void;
  goLive(): void;
  seekBehind(seconds: number): void;
  skip(seconds: number): void;
  changeVolume(by: number): void;
  togglePictureInPicture(): void;
  toggleFullscreen(): void;
}

export function actionsOf(
  stageRef: RefObject<HTMLElement | null>,
  videoRef: RefObject<HTMLVideoElement | null>,
  playback: Playback | null,
): PlayerActions {
  const withVideo = (act: (video: HTMLVideoElement) => void) => videoRef.current && act(videoRef.current);
  return {
    togglePlay: () => withVideo((video) => (video.paused ? playback?.play() : playback?.pause())),
    goLive: () => playback?.goLive(),
    seekBehind: (seconds) => playback?.seekBehind(seconds),
    skip: (seconds) => playback?.skip(seconds),
    toggleMute: () =>
      withVideo((video) =>
        playback?.needs === 'unmute' ? playback.unmute() : chooseMuted(video, !video.muted),
      ),
    setVolume: (volume) => withVideo((video) => chooseVolume(video, volume)),
    changeVolume: (by) => withVideo((video) => chooseVolume(video, video.volume + by)),
    togglePictureInPicture: () => withVideo(togglePictureInPicture),
    toggleFullscreen: () =>
      withVideo((video) => stageRef.current && toggleFullscreen(stageRef.current, video)),
  };
}
