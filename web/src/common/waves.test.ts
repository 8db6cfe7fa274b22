import { expect, it } from 'vitest';
import { WAVES_HEIGHT, wavesOf } from './waves';

it('draws the same water for the same name, and other water for another', () => {
  expect(wavesOf('demo')).toEqual(wavesOf('demo'));
  expect(wavesOf('demo')).not.toEqual(wavesOf('demo2'));
});

it('draws distinct lines that begin inside the picture', () => {
  const lines = wavesOf('demo');
  expect(new Set(lines).size).toBe(lines.length);
  for (const line of lines) {
    const start = Number(/^M0 ([\d.]+)/.exec(line)?.[1]);
    expect(start).toBeGreaterThan(0);
    expect(start).toBeLessThan(WAVES_HEIGHT);
  }
});
