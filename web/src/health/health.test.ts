import { describe, expect, it } from 'vitest';
import type { Columns, Finding, Health } from '../api/health';
import { chartsOf, scaleOf, summaryOf } from './charts';
import { continues, extend } from './record';
import { headlineOf } from './words';

const OPENED = Date.parse('2026-11-21T12:00:00Z');

/** An answer with the seconds from `from` up to but without `next`. */
function answer(from: number, next: number, opened = OPENED): Health {
  const numbers = Array.from({ length: next - from }, (_, index) => from + index);
  return {
    name: 'demo',
    publishing: true,
    verdict: 'ok',
    findings: [],
    from,
    next,
    endsAt: new Date(opened + next * 1_000).toISOString(),
    steadySince: 0,
    driftPpm: null,
    delayMillis: 0,
    now: {},
    series: { bitrateKbps: numbers, delayMicros: numbers.map((value) => 5_000 - value), droppedSamples: [] },
    tracks: [
      {
        id: 1,
        kind: 'video',
        codec: 'avc1.64001f',
        openGopMillis: 0,
        now: {},
        series: { frameRateCenti: numbers.map(() => 3_000), skippedFrames: numbers.map(() => 0) },
      },
    ],
  };
}

describe('a record', () => {
  it('puts together what answers tell one after another', () => {
    const record = extend(extend(null, answer(0, 3)), answer(3, 5));

    expect(record.series.bitrateKbps).toEqual([0, 1, 2, 3, 4]);
    expect(record.tracks[0]?.series.frameRateCenti).toHaveLength(5);
    expect(record.times).toEqual([1, 2, 3, 4, 5].map((second) => OPENED / 1_000 + second));
  });

  it('keeps ten minutes', () => {
    const record = extend(extend(null, answer(0, 600)), answer(600, 602));

    expect(record.times).toHaveLength(600);
    expect(record.series.bitrateKbps?.[0]).toBe(2);
    expect(record.series.bitrateKbps?.at(-1)).toBe(601);
  });

  it('starts again with another stream of the same name', () => {
    const record = extend(null, answer(0, 30));
    const other = answer(0, 2, OPENED + 60_000);

    expect(continues(record, other)).toBe(false);
    expect(continues(record, answer(30, 32, OPENED + 60_000))).toBe(false);
    expect(continues(record, answer(30, 32))).toBe(true);
    expect(extend(record, other).times).toHaveLength(2);
  });

  it('leaves room where a track was not there yet', () => {
    const later = answer(3, 5);
    later.tracks.push({ ...later.tracks[0]!, id: 2, kind: 'audio', series: { jitterMicros: [7, 8] } });
    const record = extend(extend(null, answer(0, 3)), later);

    expect(record.tracks[1]?.series.jitterMicros).toEqual([null, null, null, 7, 8]);
  });
});

describe('charts', () => {
  it('are those that the stream has something for', () => {
    const ids = chartsOf(extend(null, answer(0, 9))).map(({ id }) => id);

    expect(ids).toEqual(['bitrate', 'frame-rate', 'keyframes', 'missing', 'arrival', 'delay']);
  });

  const levelOf = (codec: string, series: Columns) => {
    const heard = answer(0, 3);
    heard.tracks.push({ ...heard.tracks[0]!, id: 2, kind: 'audio', codec, series });
    return chartsOf(extend(null, heard)).find(({ id }) => id === 'level')!;
  };

  it('show how loud the sound is', () => {
    const level = levelOf('mp4a.40.2', {
      rmsDbfsCenti: [null, -2_050, -12_000],
      peakDbfsCenti: [null, 12, -12_000],
    });

    expect(level.lines.map(({ values }) => values)).toEqual([
      [null, -20.5, -70],
      [null, 0.12, -70],
    ]);
    expect([-70, -20.4, -0.3, 0.1].map(level.inWords)).toEqual(['silence', '−20 dB', '0 dB', '0 dB']);
    expect(scaleOf(level)).toEqual([-70, 0.12 * 1.08]);
    expect(level.about).toContain('dB');
  });

  it('say where it cannot be told how loud the sound is', () => {
    const unknown = { rmsDbfsCenti: [null, null, null], peakDbfsCenti: [null, null, null] };

    expect(levelOf('opus', unknown).about).toBe('Not known: opus is not measured.');
    expect(levelOf('mp4a.40.2', unknown).about).toContain('dB');
  });

  it('show delay against the quickest', () => {
    const delay = chartsOf(extend(null, answer(0, 3))).find(({ id }) => id === 'delay')!;

    expect(delay.lines[0]?.values.map((value) => Math.round(value! * 1_000))).toEqual([2, 1, 0]);
  });

  it('do not make a storm of noise, and let peaks stand free', () => {
    const [bitrate] = chartsOf(extend(null, answer(0, 3)));
    expect(scaleOf(bitrate!)).toEqual([0, 500_000]);

    const [, high] = scaleOf({ ...bitrate!, lines: [{ label: 'a', values: [null, 1_000_000] }] });
    expect(high).toBeGreaterThan(1_000_000);
  });

  it('can be heard', () => {
    const [bitrate, frameRate] = chartsOf(extend(null, answer(1, 4)));
    expect(summaryOf(frameRate!)).toBe('Frame rate. Frame rate: now 30 fps, from 30 fps to 30 fps.');
    expect(summaryOf(bitrate!)).toBe('Bit rate. Bit rate: now 3 kb/s, from 1 kb/s to 3 kb/s.');
    expect(summaryOf({ ...bitrate!, lines: [{ label: 'Bit rate', values: [null] }] })).toContain('not known');
  });
});

describe('the headline', () => {
  const of = (...severities: Finding['severity'][]) =>
    headlineOf(severities.map((severity) => ({ severity }) as Finding));

  it('counts what matters', () => {
    expect(of()).toBe('All good');
    expect(of('advice')).toBe('All good, with one piece of advice');
    expect(of('advice', 'advice')).toBe('All good, with 2 pieces of advice');
    expect(of('warning', 'advice')).toBe('One thing to mend');
    expect(of('fault', 'warning')).toBe('2 things to mend');
  });
});
