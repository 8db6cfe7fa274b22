import { describe, expect, it } from 'vitest';
import { pictureChoices, soundLabel } from './choices';

describe('choices', () => {
  it('calls a sound by its language or its place', () => {
    expect(soundLabel('und', 1)).toBe('Sound 2');
    expect(soundLabel(undefined, 0)).toBe('Sound 1');
    expect(soundLabel('not a language', 0)).toBe('not a language');
    expect(soundLabel('de', 0)).not.toBe('de');
  });

  it('lists sizes from the largest on, behind the automatic one', () => {
    const sizes = [
      { id: '0', height: 360, bitrateBps: 700_000 },
      { id: '1', height: 1080, bitrateBps: 6_000_000 },
    ];

    const choices = pictureChoices(sizes, 'auto', () => {});

    expect(choices.options.map(({ label }) => label)).toEqual(['Automatic', '1080p', '360p']);
    expect(choices.options.map(({ id }) => id)).toEqual(['auto', '1', '0']);
  });

  it('tells sizes of equal height by their bitrate', () => {
    const sizes = [
      { id: '0', height: 720, bitrateBps: 1_500_000 },
      { id: '1', height: 720, bitrateBps: 3_000_000 },
    ];

    const choices = pictureChoices(sizes, '0', () => {});

    expect(choices.options.map(({ label }) => label)).toEqual([
      'Automatic',
      '720p, 3.0 Mb/s',
      '720p, 1.5 Mb/s',
    ]);
  });
});
