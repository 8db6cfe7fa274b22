import { expect, it } from 'vitest';
import { clockOffsetMillis } from './serverClock';

const DATE = 'Fri, 20 Nov 2026 12:00:00 GMT';
const AT = Date.parse(DATE);

it('corrects a clock that is minutes off', () => {
  expect(clockOffsetMillis(DATE, AT - 300_000, AT - 299_800)).toBe(300_400);
  expect(clockOffsetMillis(DATE, AT + 300_000, AT + 300_000)).toBe(-299_500);
});

it('leaves alone what a header of whole seconds cannot tell', () => {
  expect(clockOffsetMillis(DATE, AT + 900, AT + 1_000)).toBe(0);
});

it('does without a header', () => {
  expect(clockOffsetMillis(null, AT, AT)).toBe(0);
  expect(clockOffsetMillis('soon', AT, AT)).toBe(0);
});
