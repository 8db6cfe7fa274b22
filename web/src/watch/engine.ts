import { manifestUrl, type PlayerChoice } from './address';

/** One library, playing one manifest into one video element. */
export interface PlaybackEngine {
  /** Library and version, in words. */
  readonly label: string;
  /** The wall-clock time of the picture that is shown, where the stream tells it. */
  playingDate(): Date | null;
  /** The media time that counts as live. */
  liveEdgeSeconds(): number | null;
  /** The bitrate that the manifest states for what is playing. */
  bitrateBps(): number | null;
  destroy(): Promise<void>;
}

/** Starts loading; `onFailure` is called at most once, when the engine cannot help itself any more. */
export type OpenEngine = (
  video: HTMLVideoElement,
  url: string,
  onFailure: (reason: string) => void,
) => Promise<PlaybackEngine>;

/** Media Source Extensions, or what newer iPhones have in their place. */
export const hasMediaSource = () => 'MediaSource' in globalThis || 'ManagedMediaSource' in globalThis;

/** What can play here: without Media Source Extensions only the browser's own HLS. */
export const playableChoice = (wanted: PlayerChoice): PlayerChoice => (hasMediaSource() ? wanted : 'hls');

async function loadOpener(choice: PlayerChoice): Promise<OpenEngine> {
  if (!hasMediaSource()) return (await import('./nativeEngine')).openNative;
  return choice === 'dash' ? (await import('./dashEngine')).openDash : (await import('./hlsEngine')).openHls;
}

export async function openEngine(
  choice: PlayerChoice,
  name: string,
  video: HTMLVideoElement,
  onFailure: (reason: string) => void,
): Promise<PlaybackEngine> {
  const open = await loadOpener(choice);
  return open(video, manifestUrl(name, choice), onFailure);
}
