/**
 * The server's wall clock, read from the Date header of its answers. A viewer's own clock may be minutes
 * off, and would then show a latency of minutes. The header counts whole seconds, so a difference that it
 * cannot resolve is left alone.
 */
const RESOLUTION_MILLIS = 2_000;

let offsetMillis = 0;

export function clockOffsetMillis(dateHeader: string | null, sentAt: number, receivedAt: number): number {
  const server = dateHeader === null ? Number.NaN : Date.parse(dateHeader);
  if (Number.isNaN(server)) return 0;
  const offset = server + 500 - (sentAt + receivedAt) / 2;
  return Math.abs(offset) < RESOLUTION_MILLIS ? 0 : offset;
}

export function measureServerClock(dateHeader: string | null, sentAt: number, receivedAt: number): void {
  offsetMillis = clockOffsetMillis(dateHeader, sentAt, receivedAt);
}

export const serverNowMillis = () => Date.now() + offsetMillis;
