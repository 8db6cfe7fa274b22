import { serverNowMillis } from '../api/serverClock';
import { manifestUrl, type PlayerChoice } from './address';
import { type Choices, NO_CHOICES } from './choices';
import { loadEngine, type PlaybackEngine } from './engine';
import {
  behindLiveSeconds,
  bufferAheadSeconds,
  isBehind,
  latencySeconds,
  measured,
  type PlaybackStats,
  rewindSeconds,
} from './measures';
import { type Gesture, SoundStart } from './sound';
import { backOffMillis, decide, type StreamStatus } from './supervision';

const TICK_MILLIS = 250;
/** After so much undisturbed playback earlier failures are forgiven. */
const STEADY_MILLIS = 10_000;

const ignoreLeftovers = () => {
  // An engine that does not end well leaves the element to the next all the same.
};

/**
 * Keeps one stream playing in one video element: opens a player when the stream is on, builds a new one
 * when the old one fails or stands still or another is chosen, and lets go when the stream has ended.
 */
export class Playback {
  // For the whole life.
  private readonly timer: ReturnType<typeof setInterval>;
  private status: StreamStatus = 'unknown';
  private wantsToPlay = true;
  private readonly sound: SoundStart;
  private followsLive = true;

  // From one failure to the next.
  private failures = 0;
  private rebuilds = 0;
  private lastFailure: string | null = null;
  private retryAtMillis = 0;

  // Of the present engine; the generation tells its answers from those of an earlier one, and it waits
  // until that has released the element.
  private engine: PlaybackEngine | null = null;
  private released: Promise<void> = Promise.resolve();
  private opening = false;
  private generation = 0;
  private openedAtMillis = 0;
  private progressAtMillis = 0;

  constructor(
    private readonly name: string,
    private chosen: PlayerChoice,
    private readonly video: HTMLVideoElement,
    private readonly onChange: () => void,
    private readonly load = loadEngine,
  ) {
    this.sound = new SoundStart(video);
    this.timer = setInterval(() => this.tick(), TICK_MILLIS);
    video.addEventListener('timeupdate', this.onProgress);
  }

  setStatus(status: StreamStatus): void {
    if (status === this.status) return;
    this.status = status;
    this.progressAtMillis = performance.now();
    this.tick();
  }

  /** Plays by another library from now on; a viewer who has paused stays so. */
  choose(choice: PlayerChoice): void {
    if (choice === this.chosen) return;
    this.chosen = choice;
    this.failures = 0;
    this.retryAtMillis = 0;
    this.close();
    this.tick();
  }

  play(): void {
    this.wantsToPlay = true;
    this.progressAtMillis = performance.now();
    void this.start();
  }

  pause(): void {
    this.wantsToPlay = false;
    this.followsLive = false;
    this.video.pause();
  }

  unmute(): void {
    this.sound.unmute();
    this.play();
  }

  goLive(): void {
    const edge = this.engine?.liveEdgeSeconds() ?? null;
    if (edge !== null) this.video.currentTime = edge;
    this.play();
  }

  /** Goes to so many seconds behind live, within what the stream still has. */
  seekBehind(seconds: number): void {
    const edge = this.engine?.liveEdgeSeconds() ?? null;
    if (edge === null) return;
    const behind = Math.min(Math.max(0, seconds), this.rewindSeconds());
    this.followsLive = !isBehind(behind);
    this.progressAtMillis = performance.now();
    this.video.currentTime = edge - behind;
  }

  /** Goes on, or back where `seconds` is negative. */
  skip(seconds: number): void {
    const behind = this.behindLiveSeconds();
    if (behind !== null) this.seekBehind(behind - seconds);
  }

  get choice(): PlayerChoice {
    return this.chosen;
  }

  get isOpen(): boolean {
    return this.engine !== null || this.opening;
  }

  get needs(): Gesture {
    return this.sound.needs;
  }

  get pictures(): Choices {
    return this.engine?.pictures() ?? NO_CHOICES;
  }

  get sounds(): Choices {
    return this.engine?.sounds() ?? NO_CHOICES;
  }

  get isRetrying(): boolean {
    return this.failures > 1;
  }

  stats(): PlaybackStats {
    return {
      ...measured(this.video, this.engine),
      player: this.choice,
      latencySeconds: this.latencySeconds(),
      behindLiveSeconds: this.behindLiveSeconds(),
      rewindSeconds: this.rewindSeconds(),
      rebuilds: this.rebuilds,
      lastFailure: this.lastFailure,
    };
  }

  latencySeconds(): number | null {
    return latencySeconds(this.engine?.playingDate() ?? null, serverNowMillis());
  }

  destroy(): void {
    clearInterval(this.timer);
    this.video.removeEventListener('timeupdate', this.onProgress);
    this.close();
  }

  private behindLiveSeconds(): number | null {
    return behindLiveSeconds(this.engine?.liveEdgeSeconds() ?? null, this.video.currentTime);
  }

  private rewindSeconds(): number {
    return rewindSeconds(this.engine?.liveEdgeSeconds() ?? null, this.video.seekable);
  }

  private readonly onProgress = () => {
    this.progressAtMillis = performance.now();
    if (this.progressAtMillis - this.openedAtMillis > STEADY_MILLIS) this.failures = 0;
  };

  private tick(): void {
    const now = performance.now();
    if (document.hidden) this.progressAtMillis = now;
    const behind = this.behindLiveSeconds();
    if (this.wantsToPlay && behind !== null && !isBehind(behind)) this.followsLive = true;
    const action = decide({
      status: this.status,
      hasEngine: this.isOpen,
      wantsToPlay: this.wantsToPlay && this.needs !== 'play',
      hidden: document.hidden,
      bufferSeconds: bufferAheadSeconds(this.video.buffered, this.video.currentTime),
      millisUntilRetry: this.retryAtMillis - now,
      millisSinceProgress: now - this.progressAtMillis,
      followsLive: this.followsLive,
      behindLiveSeconds: behind,
    });
    if (action === 'open') void this.open();
    if (action === 'close') this.close();
    if (action === 'catch-up') this.goLive();
    if (action === 'reopen') this.fail('playback stood still');
  }

  private async open(): Promise<void> {
    const generation = ++this.generation;
    const isCurrent = () => generation === this.generation;
    this.opening = true;
    this.openedAtMillis = this.progressAtMillis = performance.now();
    this.onChange();
    try {
      const openEngine = await this.load(this.chosen);
      await this.released;
      if (!isCurrent()) return;
      this.engine = openEngine(this.video, manifestUrl(this.name, this.chosen), (reason) => {
        if (isCurrent()) this.fail(reason);
      });
      this.opening = false;
      await this.engine.attached;
      if (!isCurrent()) return;
      this.onChange();
      if (this.wantsToPlay) await this.start();
    } catch (error) {
      if (isCurrent()) this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private fail(reason: string): void {
    this.lastFailure = reason;
    this.failures++;
    this.rebuilds++;
    this.retryAtMillis = performance.now() + backOffMillis(this.failures);
    this.close();
  }

  private close(): void {
    const { engine } = this;
    this.generation++;
    this.engine = null;
    this.opening = false;
    if (engine) this.released = engine.destroy().catch(ignoreLeftovers);
    this.onChange();
  }

  private async start(): Promise<void> {
    await this.sound.start();
    this.onChange();
  }
}
