/**
 * The server's wall clock. A viewer's own may be seconds or minutes off, and would then show a latency
 * that is as much too long, too short, or below zero.
 */
let offsetMillis = 0;

/** How far the server's clock is ahead of ours, at worst half a round trip wrong; null without a time. */
export function clockOffsetMillis(serverTime: string, sentAt: number, receivedAt: number): number | null {
  const serverMillis = Date.parse(serverTime);
  return Number.isNaN(serverMillis) ? null : serverMillis - (sentAt + receivedAt) / 2;
}

export function setServerClock(serverTime: string, sentAt: number, receivedAt: number): void {
  offsetMillis = clockOffsetMillis(serverTime, sentAt, receivedAt) ?? offsetMillis;
}

export const serverNowMillis = () => Date.now() + offsetMillis;
