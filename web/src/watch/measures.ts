import type { PlayerChoice } from './address';
import type { PlaybackEngine } from './engine';

/** What the stats panel shows and `window.weir.stats()` answers. What is not known is null. */
export interface PlaybackStats {
  player: PlayerChoice;
  engine: string | null;
  latencySeconds: number | null;
  behindLiveSeconds: number | null;
  /** How far behind live the viewer may go. */
  rewindSeconds: number;
  bufferSeconds: number;
  width: number | null;
  height: number | null;
  bitrateBps: number | null;
  playbackRate: number;
  droppedFrames: number;
  decodedFrames: number;
  positionSeconds: number;
  /** How often the player was built anew after a failure or a stall. */
  rebuilds: number;
  lastFailure: string | null;
}

/** Farther than this from where a player would start, and the viewer is no longer live. */
export const LIVE_TOLERANCE_SECONDS = 3;

export function latencySeconds(playing: Date | null, nowMillis: number): number | null {
  return playing === null ? null : (nowMillis - playing.getTime()) / 1_000;
}

export function behindLiveSeconds(liveEdge: number | null, position: number): number | null {
  return liveEdge === null ? null : Math.max(0, liveEdge - position);
}

/** Players throw away what they stand on when a window moves on: nobody is sent to its very end. */
const WINDOW_MARGIN_SECONDS = 5;

/** How far behind live something can still be asked for. */
export function rewindSeconds(liveEdge: number | null, seekable: TimeRanges): number {
  if (liveEdge === null || seekable.length === 0) return 0;
  return Math.max(0, liveEdge - seekable.start(0) - WINDOW_MARGIN_SECONDS);
}

export const isBehind = (behind: number | null) => behind !== null && behind > LIVE_TOLERANCE_SECONDS;

/** How much is buffered from `position` on without a gap. */
export function bufferAheadSeconds(buffered: TimeRanges, position: number): number {
  for (let i = 0; i < buffered.length; i++) {
    // Players stop a hair before a range begins: half a frame at 24 fps is no gap.
    if (buffered.start(i) <= position + 0.02 && position < buffered.end(i)) return buffered.end(i) - position;
  }
  return 0;
}

type Measured = Omit<
  PlaybackStats,
  'player' | 'latencySeconds' | 'behindLiveSeconds' | 'rewindSeconds' | 'rebuilds' | 'lastFailure'
>;

/** What the element and the engine tell, live or not. */
export function measured(video: HTMLVideoElement, engine: PlaybackEngine | null): Measured {
  const quality = video.getVideoPlaybackQuality();
  return {
    engine: engine?.label ?? null,
    bufferSeconds: bufferAheadSeconds(video.buffered, video.currentTime),
    width: video.videoWidth || null,
    height: video.videoHeight || null,
    bitrateBps: engine?.bitrateBps() ?? null,
    playbackRate: video.playbackRate,
    droppedFrames: quality.droppedVideoFrames,
    decodedFrames: quality.totalVideoFrames,
    positionSeconds: video.currentTime,
  };
}
