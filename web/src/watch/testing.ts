import type { PlayerChoice } from './address';
import type { PlaybackStats } from './measures';
import type { Playback } from './Playback';

/** What plays, live or not. */
type Exposed = Pick<Playback, 'latencySeconds' | 'choice' | 'stats'>;

/**
 * What end-to-end tests may rely on, beside the `data-testid` attributes:
 *
 * - `weir.latencySeconds()`: wall clock minus the time of the picture shown, or null while not known;
 * - `weir.player`: which manifest is played;
 * - `weir.stats()`: everything that the stats panel shows, see PlaybackStats.
 */
export interface WeirForTests {
  latencySeconds(): number | null;
  readonly player: PlayerChoice;
  stats(): PlaybackStats;
}

declare global {
  interface Window {
    weir?: WeirForTests;
  }
}

export function exposeForTests(playback: Exposed): void {
  window.weir = {
    latencySeconds: () => playback.latencySeconds(),
    get player() {
      return playback.choice;
    },
    stats: () => playback.stats(),
  };
}
