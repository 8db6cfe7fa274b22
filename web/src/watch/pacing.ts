/** How fast to play where media is pushed to the player as it comes: decisions without a clock or a browser. */

/** A part comes every half second or so: the least in such a time is what playback lives on. */
const SAMPLES = 8;
/** Less than this, and the next late part is a stall. */
const LEAST_SECONDS = 0.35;
/** More than this is latency that nobody needs. */
const ENOUGH_SECONDS = 0.7;
/** Who stalls keeps so much more from then on, up to a bound. */
const STALL_SECONDS = 0.4;
const MOST_EXTRA_SECONDS = 3;
const FAR_SECONDS = 1;

const SLOWER = 0.95;
const FASTER = 1.05;
const FASTEST = 1.1;

/** Keeps the buffer as short as this network allows. */
export class Pacing {
  private readonly samples: number[] = [];
  private extraSeconds = 0;

  /** Playback has stood still for want of media. */
  stalled(): void {
    this.samples.length = 0;
    this.extraSeconds = Math.min(MOST_EXTRA_SECONDS, this.extraSeconds + STALL_SECONDS);
  }

  /** Media was thrown away, as by a jump: what was seen before says nothing. */
  reset(): void {
    this.samples.length = 0;
  }

  /** The playback rate, given what is buffered from here on; to be asked four times a second. */
  rate(bufferSeconds: number): number {
    this.samples.push(bufferSeconds);
    if (this.samples.length > SAMPLES) this.samples.shift();
    const least = Math.min(...this.samples) - this.extraSeconds;
    if (least < LEAST_SECONDS) return SLOWER;
    if (this.samples.length < SAMPLES || least <= ENOUGH_SECONDS) return 1;
    return least > ENOUGH_SECONDS + FAR_SECONDS ? FASTEST : FASTER;
  }
}
