import type { PlayerChoice } from './address';
import type { Choices } from './choices';

/** One library, playing one manifest into one video element. */
export interface PlaybackEngine {
  /** Library and version, in words. */
  readonly label: string;
  /** Settles when the element has its source and may be told to play; fails where it cannot have one. */
  readonly attached: Promise<void>;
  /** The wall-clock time of the picture that is shown, where the stream tells it. */
  playingDate(): Date | null;
  /** The media time that counts as live. */
  liveEdgeSeconds(): number | null;
  /** The bitrate that the manifest states for what is playing. */
  bitrateBps(): number | null;
  /** The sizes of the picture. */
  pictures(): Choices;
  /** The languages, or whatever else the stream has to hear. */
  sounds(): Choices;
  /** The subtitles, and none of them. */
  subtitles(): Choices;
  /** Settles when the element is free for another engine; may be called at any time. */
  destroy(): Promise<void>;
}

/**
 * Takes the element and starts loading; `onFailure` is called when the engine cannot help itself any more.
 * What has an end begins at `startSeconds`, or at its beginning.
 */
export type OpenEngine = (
  video: HTMLVideoElement,
  url: string,
  onFailure: (reason: string) => void,
  startSeconds?: number,
) => PlaybackEngine;

/** Media Source Extensions, or what newer iPhones have in their place. */
export const hasMediaSource = () => 'MediaSource' in globalThis || 'ManagedMediaSource' in globalThis;

/** What can play here: without Media Source Extensions only the browser's own HLS. */
export const playableChoice = (wanted: PlayerChoice): PlayerChoice => (hasMediaSource() ? wanted : 'hls');

/** The library behind a choice, which the browser fetches when it is chosen first. */
export async function loadEngine(choice: PlayerChoice): Promise<OpenEngine> {
  if (!hasMediaSource()) return (await import('./nativeEngine')).openNative;
  return choice === 'dash' ? (await import('./dashEngine')).openDash : (await import('./hlsEngine')).openHls;
}
