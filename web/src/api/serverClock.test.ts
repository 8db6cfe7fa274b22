import { expect, it } from 'vitest';
import { clockOffsetMillis, serverNowMillis, setServerClock } from './serverClock';

const TIME = '2026-11-20T12:00:00.250Z';
const AT = Date.parse(TIME);

it('takes the server’s time to be that of the middle of the question', () => {
  expect(clockOffsetMillis(TIME, AT - 300_000, AT - 299_800)).toBe(299_900);
  expect(clockOffsetMillis(TIME, AT + 700, AT + 900)).toBe(-800);
});

it('keeps what it knows where the answer is no time', () => {
  expect(clockOffsetMillis('soon', AT, AT)).toBeNull();
  const now = Date.now();
  setServerClock(new Date(now + 60_000).toISOString(), now, now);
  setServerClock('', now, now);
  expect(Math.round((serverNowMillis() - Date.now()) / 1_000)).toBe(60);
});
