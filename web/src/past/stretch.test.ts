import { describe, expect, it } from 'vitest';
import {
  keptUrl,
  momentMillis,
  readStretch,
  spanInWords,
  stretchQuery,
  timeInWords,
  withEnd,
} from './stretch';

const START = Date.parse('2026-11-21T17:30:00Z');
const HOUR = 3_600_000;

describe('the stretch of an address', () => {
  it('is there where one of its ends is', () => {
    expect(readStretch('?start=5&end=9&player=hls')).toEqual({ start: '5', end: '9' });
    expect(readStretch('?end=9')).toEqual({ start: null, end: '9' });
    expect(readStretch('?player=hls')).toBeNull();
  });

  it.each([
    ['1763676000', 1_763_676_000_000],
    ['1763676000.25', 1_763_676_000_250],
    ['2026-11-21T17:30:00Z', START],
    ['2026-11-21T18:30:00+01:00', START],
  ])('begins at a moment such as %s', (text, millis) => expect(momentMillis(text)).toBe(millis));

  it.each(['yesterday', '', '-5', '999999999999'])('begins at no moment such as %j', (text) =>
    expect(momentMillis(text)).toBeNull(),
  );

  it('goes until now, and no further than the server gives at once', () => {
    const asked = { start: '2026-11-21T17:30:00Z', end: null };
    expect(withEnd(asked, START + HOUR).end).toBe('2026-11-21T18:30:00.000Z');
    expect(withEnd(asked, START + 9 * HOUR).end).toBe('2026-11-21T23:30:00.000Z');
  });

  it('is left to the server to judge where it makes no sense', () => {
    const asked = { start: 'yesterday', end: null };
    expect(withEnd(asked, START)).toEqual(asked);
    expect(withEnd({ start: '2026-11-21T17:30:00Z', end: null }, START - HOUR).end).toBeNull();
    expect(stretchQuery({ start: 'a&b', end: null })).toBe('?start=a%26b');
  });
});

describe('what is kept', () => {
  it('has a page, as long as the server gives at once', () => {
    expect(keptUrl('demo', { start: '2026-11-21T17:30:00Z', end: '2026-11-21T17:45:00Z' })).toBe(
      '/watch/live/demo?start=2026-11-21T17%3A30%3A00Z&end=2026-11-21T17%3A45%3A00.000Z',
    );
    expect(keptUrl('demo', { start: '2026-11-21T00:00:00Z', end: '2026-11-22T00:00:00Z' })).toContain(
      'end=2026-11-21T06%3A00%3A00.000Z',
    );
  });

  it('is said in words, the day once where it is the same', () => {
    const words = spanInWords(START, START + HOUR / 4, 'UTC');
    expect(words.match(/21 November 2026/g)).toHaveLength(1);
    expect(words).toMatch(/17:30:00.*17:45:00/);
    expect(spanInWords(START, START + 24 * HOUR, 'UTC')).toMatch(/21 .*22 November/);
    expect(timeInWords(new Date(START), 'UTC')).toBe('17:30:00');
  });
});
