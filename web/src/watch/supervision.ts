/** When to open a player, when to give one up: decisions without a clock or a browser. */

/** What the server says of the stream; unknown before its first answer and while it does not answer. */
export type StreamStatus = 'unknown' | 'offline' | 'live' | 'interrupted';

export interface Observation {
  status: StreamStatus;
  hasEngine: boolean;
  wantsToPlay: boolean;
  /** A page in the background is slowed down by the browser: its stalls say nothing. */
  hidden: boolean;
  bufferSeconds: number;
  millisUntilRetry: number;
  millisSinceProgress: number;
  /** The viewer was live, and did not ask for anything else. */
  followsLive: boolean;
  behindLiveSeconds: number | null;
}

export type Action = 'open' | 'close' | 'reopen' | 'catch-up' | 'none';

/** Playback that stands still for so long, while the stream is live, will not go on by itself. */
export const STALL_MILLIS = 8_000;
/** A viewer who fell so far back, by a bad network or a sleeping machine, is taken back to live. */
const TOO_FAR_BEHIND_SECONDS = 8;
/** Time that advanced so recently advances now. */
const PLAYING_MILLIS = 1_000;
/** Less than this is not worth waiting for after the stream's end. */
const LAST_DROPS_SECONDS = 0.3;
/** A stream that ended may leave its player standing before a gap. */
const LAST_DROPS_MILLIS = 3_000;

const FIRST_BACK_OFF_MILLIS = 500;
const LONGEST_BACK_OFF_MILLIS = 8_000;

export function decide(seen: Observation): Action {
  const onAir = seen.status === 'live' || seen.status === 'interrupted';
  if (!seen.hasEngine) return onAir && seen.millisUntilRetry <= 0 ? 'open' : 'none';
  if (seen.status === 'offline') return isDrained(seen) ? 'close' : 'none';
  if (seen.status !== 'live' || !seen.wantsToPlay || seen.hidden) return 'none';
  if (seen.millisSinceProgress > STALL_MILLIS) return 'reopen';
  return isLeftBehind(seen) ? 'catch-up' : 'none';
}

const isLeftBehind = (seen: Observation) =>
  seen.followsLive &&
  seen.millisSinceProgress < PLAYING_MILLIS &&
  (seen.behindLiveSeconds ?? 0) > TOO_FAR_BEHIND_SECONDS;

const isDrained = (seen: Observation) =>
  !seen.wantsToPlay ||
  seen.bufferSeconds < LAST_DROPS_SECONDS ||
  seen.millisSinceProgress > LAST_DROPS_MILLIS;

/** How long to wait before attempt number `failures`, counted from 1. */
export const backOffMillis = (failures: number) =>
  Math.min(LONGEST_BACK_OFF_MILLIS, FIRST_BACK_OFF_MILLIS * 2 ** (failures - 1));
