import { describe, expect, it } from 'vitest';
import type { Film, Job, Rendition } from '../api/library';
import {
  filmStateInWords,
  jobInWords,
  jobStateInWords,
  renditionFacts,
  renditionInWords,
  renditionStateInWords,
} from './films';
import { languageInWords } from './languages';
import { Pace } from './pace';
import { bytesInWords, dayInWords, percentInWords, speedInWords, timeLeftInWords } from './quantities';

const rendition = (change: Partial<Rendition>): Rendition => ({
  name: 'r',
  kind: 'video',
  codec: 'avc1.64001f',
  width: 1280,
  height: 720,
  frameRate: 25,
  channels: null,
  bitrateBps: 2_000_000,
  language: null,
  label: null,
  sizeBytes: 1,
  state: 'ready',
  progress: null,
  ...change,
});

describe('quantities', () => {
  it('counts bytes as shops do', () => {
    expect([0, 999, 1_500, 999_600, 42e6, 9.94e9, 3e12].map(bytesInWords)).toEqual([
      '0 B',
      '999 B',
      '1.5 kB',
      '1 MB',
      '42 MB',
      '9.9 GB',
      '3 TB',
    ]);
    expect(speedInWords(2.5e6)).toBe('2.5 MB/s');
    expect(speedInWords(0)).toBeNull();
  });

  it('calls nothing whole that is not', () => {
    expect([0, 0.29, 0.999, 1, 1.2].map(percentInWords)).toEqual(['0 %', '29 %', '99 %', '100 %', '100 %']);
    expect(percentInWords(Number.NaN)).toBeNull();
  });

  it('guesses roughly', () => {
    expect([3, 31, 70, 3_700, 7_200, 400_000].map(timeLeftInWords)).toEqual([
      'a few seconds left',
      '40 s left',
      '1 min left',
      '1 h 2 min left',
      '2 h left',
      '5 days left',
    ]);
    expect(timeLeftInWords(Infinity)).toBeNull();
  });

  it('writes days', () => {
    expect(dayInWords('2026-11-01T12:00:00Z', 'UTC')).toBe('1 Nov 2026');
    expect(dayInWords('soon')).toBeNull();
  });
});

describe('pace', () => {
  it('is that of the last seconds', () => {
    const pace = new Pace(5_000);
    expect(pace.perSecond()).toBeNull();
    pace.add(0, 0);
    pace.add(1_000, 1_000);
    for (let second = 2; second <= 10; second++) pace.add(1_000 + (second - 1) * 10, second * 1_000);

    expect(pace.perSecond()).toBe(10);
    expect(pace.secondsLeft(1_190)).toBe(10);
  });

  it('begins anew where there is less than before', () => {
    const pace = new Pace(5_000);
    pace.add(500, 0);
    pace.add(10, 1_000);

    expect(pace.perSecond()).toBeNull();
  });

  it('knows no end of what stands still', () => {
    const pace = new Pace(5_000);
    pace.add(5, 0);
    pace.add(5, 2_000);

    expect(pace.secondsLeft(10)).toBeNull();
  });
});

describe('films in words', () => {
  it('tells renditions by height, label or language', () => {
    expect(renditionInWords(rendition({}))).toBe('720p');
    expect(renditionInWords(rendition({ kind: 'audio', language: 'de', label: 'Commentary' }))).toBe(
      'Commentary',
    );
    expect(renditionInWords(rendition({ kind: 'audio', language: 'und' }))).toBe('Sound');
    expect(renditionInWords(rendition({ kind: 'text', language: 'en' }))).toBe(languageInWords('en'));
    expect(renditionFacts(rendition({}))).toBe('H.264 High, 25 fps, 2 Mb/s');
    expect(renditionFacts(rendition({ kind: 'audio', codec: 'ec-3', channels: 6, bitrateBps: null }))).toBe(
      'Dolby Digital Plus, 5.1',
    );
  });

  it('knows subtitles by their form', () => {
    expect(renditionFacts(rendition({ kind: 'text', codec: 'wvtt', bitrateBps: null }))).toBe('WebVTT');
    const roles = renditionFacts(
      rendition({
        kind: 'text',
        codec: 'wvtt',
        bitrateBps: null,
        frameRate: null,
        roles: ['default', 'caption'],
      }),
    );
    expect(roles).toBe('WebVTT, default, for those who do not hear');
  });

  it('tells how far they are', () => {
    expect(renditionStateInWords(rendition({ state: 'making', progress: 0.5 }))).toBe('Being made, 50 %');
    expect(renditionStateInWords(rendition({ state: 'making' }))).toBe('Waits to be made');
    expect(filmStateInWords({ state: 'ready', progress: 0.1 } as Film)).toBe('Ready, making more');
    expect(filmStateInWords({ state: 'ready', progress: null } as Film)).toBe('Ready');
  });

  it('tells what a job does, and what came of it', () => {
    const job: Job = {
      id: 'j',
      kind: 'video',
      rendition: 'v720',
      firstSegment: 5,
      endSegment: 10,
      state: 'parked',
      attempts: 3,
      progress: 0.5,
      log: null,
    };
    expect(jobInWords(job)).toBe('Picture v720, segments 6 to 10');
    expect(jobStateInWords(job)).toBe('Stopped, attempt 3');
    expect(jobStateInWords({ ...job, state: 'running', attempts: 1 })).toBe('Running 50 %');
    expect(jobInWords({ ...job, kind: 'read', rendition: '', endSegment: 0 })).toBe('Reading the file');
  });
});
