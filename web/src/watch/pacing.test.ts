import { expect, test } from 'vitest';
import { Pacing } from './pacing';

const settled = (pacing: Pacing, bufferSeconds: number) =>
  [0, 0.1, 0.25, 0.4, 0.5, 0.3, 0.2, 0.1].map((more) => pacing.rate(bufferSeconds + more)).at(-1);

test('plays as the stream does where the buffer is right', () => {
  expect(settled(new Pacing(), 0.5)).toBe(1);
});

test('slows down at once where a late part would be a stall', () => {
  const pacing = new Pacing();
  settled(pacing, 0.6);

  expect(pacing.rate(0.2)).toBe(0.95);
});

test('catches up, and faster from afar, when it has seen enough', () => {
  expect(new Pacing().rate(2)).toBe(1);
  expect(settled(new Pacing(), 1)).toBe(1.05);
  expect(settled(new Pacing(), 2)).toBe(1.1);
});

test('keeps more from stall to stall, up to a bound', () => {
  const pacing = new Pacing();
  pacing.stalled();
  expect(settled(pacing, 1)).toBe(1);
  for (let i = 0; i < 20; i++) pacing.stalled();
  expect(settled(pacing, 3.5)).toBe(1);
  expect(settled(pacing, 4)).toBe(1.05);
});

test('forgets what it has seen before a jump', () => {
  const pacing = new Pacing();
  settled(pacing, 0.1);
  pacing.reset();

  expect(pacing.rate(1)).toBe(1);
});
