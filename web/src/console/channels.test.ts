import { describe, expect, it } from 'vitest';
import { placeOf } from './places';
import { changeOf, dvrOptions, isChanged, ladderOptions, settingsOf } from './policies';

describe('places', () => {
  it('are what the address says after the #', () => {
    expect(placeOf('')).toEqual({ view: 'library' });
    expect(placeOf('#library')).toEqual({ view: 'library' });
    expect(placeOf('#channels')).toEqual({ view: 'channels' });
    expect(placeOf('#channels/main-1')).toEqual({ view: 'channel', name: 'main-1' });
  });

  it('never are what no channel is called', () => {
    expect(placeOf('#channels/wk_x')).toEqual({ view: 'channels' });
    expect(placeOf('#channels/')).toEqual({ view: 'channels' });
    expect(placeOf('#channels/a/b')).toEqual({ view: 'library' });
  });
});

describe('policies', () => {
  const channel = {
    name: 'main',
    title: null,
    fixed: false,
    secondPublisher: 'default',
    dvr: '2h',
    ladder: 'auto',
    ladderRuns: 'default',
    createdAt: null,
    changedAt: null,
    keys: [],
    live: null,
  };

  it('tell the server what differs alone', () => {
    const before = settingsOf(channel);
    expect(changeOf(before, { ...before, title: ' Main ', dvr: 'off' })).toEqual({
      title: 'Main',
      dvr: 'off',
    });
    expect(isChanged(before, { ...before, title: ' ' })).toBe(false);
    expect(changeOf({ ...before, title: 'Main' }, before)).toEqual({ title: '' });
  });

  it('can stay what the API alone has set', () => {
    expect(dvrOptions('45min').at(-1)).toEqual({ id: '45min', label: '45min' });
    expect(dvrOptions('2h')).toHaveLength(8);
    expect(ladderOptions('240').at(-1)?.id).toBe('240');
  });
});
