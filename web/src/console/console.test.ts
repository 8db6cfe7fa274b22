import { describe, expect, it } from 'vitest';
import type { Film, Rendition } from '../api/library';
import { isUnderWay, posterOf } from '../api/library';
import { problemOf } from '../api/problem';
import { answered, unanswered } from './account';
import { titleOf } from './fileTitle';
import { ALL, isFiltered, passes } from './filters';
import { isWorthRetrying, uploadFailure } from './uploadFailure';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const film = (change: Partial<Film> = {}): Film => ({
  id: 'f',
  title: 'F',
  fileName: 'f.mkv',
  state: 'ready',
  reason: null,
  visibility: 'public',
  downloads: 'denied',
  priority: 'normal',
  createdAt: '2026-11-20T12:00:00Z',
  durationSeconds: 1_200,
  sizeBytes: 2e9,
  progress: null,
  renditions: [],
  chapters: [],
  ...change,
});

describe('filters', () => {
  it('let everything through at first', () => {
    expect(passes(film({ durationSeconds: null }), ALL, NOW)).toBe(true);
    expect(isFiltered(ALL)).toBe(false);
  });

  it('look at duration, size and date', () => {
    expect(passes(film(), { ...ALL, duration: 'medium', size: 'large', date: 'week' }, NOW)).toBe(true);
    expect(passes(film(), { ...ALL, duration: 'short' }, NOW)).toBe(false);
    expect(passes(film(), { ...ALL, size: 'small' }, NOW)).toBe(false);
    expect(passes(film(), { ...ALL, date: 'day' }, NOW)).toBe(false);
    expect(passes(film({ durationSeconds: null }), { ...ALL, duration: 'short' }, NOW)).toBe(false);
  });

  it('count one that comes from a clock ahead of ours to the newest', () => {
    expect(passes(film({ createdAt: '2026-11-22T12:00:30Z' }), { ...ALL, date: 'day' }, NOW)).toBe(true);
  });
});

describe('films', () => {
  it('are under way until there is nothing left to do', () => {
    expect(isUnderWay(film({ state: 'reading' }))).toBe(true);
    expect(isUnderWay(film({ progress: 0.4 }))).toBe(true);
    expect(isUnderWay(film())).toBe(false);
    expect(isUnderWay(film({ state: 'failed' }))).toBe(false);
  });

  it('have the poster that the server tells, or none', () => {
    expect(posterOf(film({ poster: null }))).toBeNull();
    expect(posterOf(film({ poster: '/vod/f/p.jpg' }))).toBe('/vod/f/p.jpg');
    const video = { kind: 'video' } as Rendition;
    expect(posterOf(film({ renditions: [video] }))).toBe('/vod/f/poster.jpg');
    expect(posterOf(film())).toBeNull();
  });

  it('are called after their file', () => {
    expect(titleOf('My_holiday.2026.mkv')).toBe('My holiday 2026');
    expect(titleOf('.mkv')).toBe('.mkv');
    expect(titleOf('no ending')).toBe('no ending');
  });
});

describe('failures of uploads', () => {
  it('say what the server says, or what it means', () => {
    const detail = '{"detail":"A file may have 10 GB."}';
    expect(uploadFailure(413, detail)).toMatchObject({
      words: 'This file is too large. A file may have 10 GB.',
      cure: 'none',
    });
    expect(uploadFailure(403, '{"detail":"Use https."}').words).toBe('Use https.');
    expect(uploadFailure(507, '').words).toContain('disk is full');
    expect(uploadFailure(401, '')).toMatchObject({ cure: 'sign-in' });
    expect(uploadFailure(401, '').words).toContain('signed in again');
    expect(uploadFailure(null, '').cure).toBe('connection');
    expect(uploadFailure(409, '').cure).toBe('viewer');
    expect(uploadFailure(502, '<html>').words).toContain('(502)');
  });

  it('are tried again by themselves where that may help', () => {
    expect([null, 0, 409, 423, 500, 503].every(isWorthRetrying)).toBe(true);
    expect([400, 401, 403, 404, 413, 507].some(isWorthRetrying)).toBe(false);
  });
});

describe('an account', () => {
  const signedIn = { kind: 'in', name: 'admin' } as const;

  it('is out once its session has ended, and is told why', () => {
    expect(answered(signedIn, null)).toMatchObject({ kind: 'out', why: expect.stringContaining('over') });
    expect(answered({ kind: 'looking' }, null)).toEqual({ kind: 'out', why: null });
    expect(answered({ kind: 'unreachable' }, 'admin')).toEqual(signedIn);
    expect(answered(signedIn, 'admin')).toBe(signedIn);
  });

  it('stays in while the server does not answer', () => {
    expect(unanswered(signedIn)).toBe(signedIn);
    expect(unanswered({ kind: 'looking' })).toEqual({ kind: 'unreachable' });
  });
});

it('reads problem documents, and survives other answers', () => {
  expect(problemOf(403, '{"detail":"No."}')).toMatchObject({ status: 403, message: 'No.' });
  expect(problemOf(502, '{"detail":7}').message).toContain('(502)');
  expect(problemOf(502, 'null').message).toContain('(502)');
});
