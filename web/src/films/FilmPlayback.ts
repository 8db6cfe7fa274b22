import { filmManifest } from '../api/library';
import type { PlayerChoice } from '../watch/address';
import { type Choices, NO_CHOICES } from '../watch/choices';
import { loadEngine, type PlaybackEngine } from '../watch/engine';
import { measured, type PlaybackStats } from '../watch/measures';
import { type Gesture, SoundStart } from '../watch/sound';
import { backOffMillis } from '../watch/supervision';
import { Wishes } from './wishes';

/** After so many failures in a row somebody has to ask for another attempt. */
const MOST_FAILURES = 4;
/** So close to its end a film has ended. */
const END_SECONDS = 0.5;

/**
 * Plays one film in one video element: another library goes on where the last one was and as the viewer
 * wanted it, and so does one that is opened after a failure.
 */
export class FilmPlayback {
  private engine: PlaybackEngine | null = null;
  private released: Promise<unknown> = Promise.resolve();
  /** Tells the answers of the present engine from those of an earlier one. */
  private generation = 0;
  private wantsToPlay = true;
  private readonly sound: SoundStart;
  private failures = 0;
  private rebuilds = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private positionSeconds: number;
  private speed = 1;
  private readonly wishes = new Wishes();
  /** Why it does not play, once that will not change by itself. */
  failure: string | null = null;

  constructor(
    private readonly id: string,
    private chosen: PlayerChoice,
    private readonly video: HTMLVideoElement,
    startSeconds: number,
    private readonly onChange: () => void,
    private readonly load = loadEngine,
  ) {
    this.positionSeconds = startSeconds;
    this.sound = new SoundStart(video);
    video.addEventListener('timeupdate', this.onProgress);
    video.addEventListener('loadedmetadata', this.fulfilWishes);
    void this.open();
  }

  get choice(): PlayerChoice {
    return this.chosen;
  }

  get needs(): Gesture {
    return this.sound.needs;
  }

  get pictures(): Choices {
    return this.wishes.remembering('pictures', this.engine?.pictures() ?? NO_CHOICES);
  }

  get sounds(): Choices {
    return this.wishes.remembering('sounds', this.engine?.sounds() ?? NO_CHOICES);
  }

  get subtitles(): Choices {
    return this.wishes.remembering('subtitles', this.engine?.subtitles() ?? NO_CHOICES);
  }

  choose(choice: PlayerChoice): void {
    if (choice === this.chosen) return;
    this.chosen = choice;
    this.tryAgain();
  }

  tryAgain(): void {
    this.failures = 0;
    this.failure = null;
    this.close();
    void this.open();
  }

  /** After the end, from the beginning again. */
  play(): void {
    this.wantsToPlay = true;
    if (this.video.ended) this.seek(0);
    void this.start();
  }

  pause(): void {
    this.wantsToPlay = false;
    this.video.pause();
  }

  unmute(): void {
    this.sound.unmute();
    this.play();
  }

  seek(seconds: number): void {
    const { duration } = this.video;
    if (!(duration > 0)) return;
    const target = Math.min(Math.max(0, seconds), duration);
    this.positionSeconds = target;
    this.video.currentTime = target;
    this.onChange();
  }

  toggleSubtitles(): void {
    this.wishes.toggleSubtitles(this.subtitles);
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    // An element that is loaded anew goes back to its default; hls.js does so to recover.
    this.video.defaultPlaybackRate = speed;
    this.video.playbackRate = speed;
  }

  latencySeconds(): number | null {
    return null;
  }

  stats(): PlaybackStats {
    return {
      ...measured(this.video, this.engine),
      player: this.chosen,
      latencySeconds: null,
      behindLiveSeconds: null,
      rewindSeconds: 0,
      rebuilds: this.rebuilds,
      lastFailure: this.failure,
    };
  }

  destroy(): void {
    this.video.removeEventListener('timeupdate', this.onProgress);
    this.video.removeEventListener('loadedmetadata', this.fulfilWishes);
    this.close();
  }

  private readonly onProgress = () => {
    // An engine that is let go takes the element back to its beginning.
    if (!this.engine || this.video.readyState === 0 || this.video.seeking) return;
    this.positionSeconds = this.video.currentTime;
    if (!this.video.paused) this.failures = 0;
  };

  private async open(): Promise<void> {
    const generation = ++this.generation;
    const isCurrent = () => generation === this.generation;
    try {
      const openEngine = await this.load(this.chosen);
      await this.released;
      if (!isCurrent()) return;
      const failed = (reason: string) => isCurrent() && this.fail(reason);
      const engine = openEngine(this.video, filmManifest(this.id, this.chosen), failed, this.startSeconds());
      this.engine = engine;
      await engine.attached;
      if (!isCurrent()) return;
      this.setSpeed(this.speed);
      this.fulfilWishes();
      this.onChange();
      if (this.wantsToPlay) await this.start();
    } catch (error) {
      if (isCurrent()) this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** hls.js knows its tracks when the element knows its media; shaka has chosen for itself once attached. */
  private readonly fulfilWishes = () => {
    const { engine, wishes } = this;
    if (!engine) return;
    wishes.fulfil('pictures', engine.pictures());
    wishes.fulfil('sounds', engine.sounds());
    wishes.fulfil('subtitles', engine.subtitles());
  };

  private startSeconds(): number {
    const { duration } = this.video;
    const isOver = duration > 0 && this.positionSeconds > duration - END_SECONDS;
    return isOver ? 0 : this.positionSeconds;
  }

  private fail(reason: string): void {
    this.failures++;
    this.rebuilds++;
    this.close();
    if (this.failures > MOST_FAILURES) this.failure = reason;
    else this.retry = setTimeout(() => void this.open(), backOffMillis(this.failures));
    this.onChange();
  }

  private close(): void {
    const { engine } = this;
    clearTimeout(this.retry);
    this.generation++;
    this.engine = null;
    if (!engine) return;
    this.released = engine.destroy().catch(() => {
      // One that does not end well leaves the element to the next all the same.
    });
  }

  private async start(): Promise<void> {
    await this.sound.start();
    this.onChange();
  }
}
