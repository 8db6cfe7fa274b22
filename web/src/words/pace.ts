/** How fast something goes on, and when it will be done: from what was seen within the last seconds. */

interface Seen {
  millis: number;
  amount: number;
}

export class Pace {
  private seen: Seen[] = [];

  /** @param windowMillis how far back is looked: short for what changes, long for what comes in steps */
  constructor(private readonly windowMillis: number) {}

  /** An amount that has become smaller begins anew. */
  add(amount: number, nowMillis: number): void {
    const last = this.seen.at(-1);
    if (last && amount < last.amount) this.seen = [];
    this.seen.push({ millis: nowMillis, amount });
    const oldest = nowMillis - this.windowMillis;
    // One before the window stays, so that it is covered as a whole.
    while (this.seen.length > 2 && (this.seen[1]?.millis ?? 0) <= oldest) this.seen.shift();
  }

  clear(): void {
    this.seen = [];
  }

  /** Null until enough was seen to say. */
  perSecond(): number | null {
    const first = this.seen[0];
    const last = this.seen.at(-1);
    if (!first || !last || last.millis - first.millis < 1_000) return null;
    return ((last.amount - first.amount) * 1_000) / (last.millis - first.millis);
  }

  secondsLeft(total: number): number | null {
    const rate = this.perSecond();
    const last = this.seen.at(-1);
    return rate === null || rate <= 0 || !last ? null : Math.max(0, (total - last.amount) / rate);
  }
}
