import { describe, expect, it } from 'vitest';
import { embedCode, manifestUrl, readAddress, watchUrl, withPlayer } from './address';
import { behindLiveSeconds, bufferAheadSeconds, isBehind, latencySeconds } from './measures';
import { messageFor, type Situation } from './message';
import { type Focus, type Key, LIVE_KEYBOARD, lookUp, SHORTCUTS } from './shortcuts';
import { clampVolume } from './sound';
import { backOffMillis, decide, type Observation, STALL_MILLIS } from './supervision';

const commandFor = (key: Key, focus: Focus) => lookUp(LIVE_KEYBOARD, key, focus);

describe('address', () => {
  it('reads the name, the player and the embedding', () => {
    expect(readAddress('/watch/live/demo', '?player=dash&embed=1')).toEqual({
      name: 'demo',
      player: 'dash',
      embed: true,
    });
    expect(readAddress('/watch/live/a-b_C', '')).toEqual({ name: 'a-b_C', player: null, embed: false });
  });

  it('knows no player but its own', () => {
    expect(readAddress('/watch/live/demo', '?player=flash').player).toBeNull();
  });

  it('keeps the rest of the address when the player changes', () => {
    expect(withPlayer('http://h/watch/live/d?embed=1&player=hls#x', 'dash')).toBe(
      'http://h/watch/live/d?embed=1&player=dash#x',
    );
  });

  it('names the manifest of each player', () => {
    expect(manifestUrl('demo', 'hls')).toBe('/live/demo/index.m3u8');
    expect(manifestUrl('demo', 'dash')).toBe('/live/demo/index.mpd');
  });

  it('lets no title out of its attribute', () => {
    const code = embedCode(watchUrl('https://h', 'demo'), '"><script>&');
    expect(code).toContain('src="https://h/watch/live/demo?embed=1"');
    expect(code).toContain('title="&quot;>&lt;script>&amp;"');
  });
});

describe('supervision', () => {
  const playing: Observation = {
    status: 'live',
    hasEngine: true,
    wantsToPlay: true,
    hidden: false,
    bufferSeconds: 3,
    millisUntilRetry: 0,
    millisSinceProgress: 0,
    followsLive: true,
    behindLiveSeconds: 0.5,
  };
  const idle: Observation = { ...playing, hasEngine: false, bufferSeconds: 0 };
  const stalled: Observation = { ...playing, bufferSeconds: 0, millisSinceProgress: STALL_MILLIS + 1 };

  it('opens a player when the stream is on, and not before', () => {
    expect(decide(idle)).toBe('open');
    expect(decide({ ...idle, status: 'interrupted' })).toBe('open');
    expect(decide({ ...idle, status: 'offline' })).toBe('none');
    expect(decide({ ...idle, status: 'unknown' })).toBe('none');
  });

  it('waits out the back-off', () => {
    expect(decide({ ...idle, millisUntilRetry: 1 })).toBe('none');
  });

  it('builds a new player when a live one stands still', () => {
    expect(decide(playing)).toBe('none');
    expect(decide(stalled)).toBe('reopen');
  });

  it('lets a player stand that has a reason to', () => {
    expect(decide({ ...stalled, wantsToPlay: false })).toBe('none');
    expect(decide({ ...stalled, hidden: true })).toBe('none');
    expect(decide({ ...stalled, status: 'interrupted' })).toBe('none');
    expect(decide({ ...stalled, status: 'unknown' })).toBe('none');
  });

  it('takes back to live who fell behind, and lets be who chose to', () => {
    const behind: Observation = { ...playing, behindLiveSeconds: 11 };
    expect(decide(behind)).toBe('catch-up');
    expect(decide({ ...behind, behindLiveSeconds: 7 })).toBe('none');
    expect(decide({ ...behind, behindLiveSeconds: null })).toBe('none');
    expect(decide({ ...behind, followsLive: false })).toBe('none');
    expect(decide({ ...behind, millisSinceProgress: 2_000 })).toBe('none');
    expect(decide({ ...behind, status: 'interrupted' })).toBe('none');
  });

  it('plays the end of a stream before it closes', () => {
    const ended: Observation = { ...playing, status: 'offline' };
    expect(decide(ended)).toBe('none');
    expect(decide({ ...ended, bufferSeconds: 0.1 })).toBe('close');
    expect(decide({ ...ended, wantsToPlay: false })).toBe('close');
    expect(decide({ ...ended, millisSinceProgress: 3_001 })).toBe('close');
  });

  it('waits longer after every failure, up to a limit', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map(backOffMillis)).toEqual([
      500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000,
    ]);
  });
});

describe('messages', () => {
  const fine: Situation = { status: 'live', answering: true, open: true, retrying: false, starved: false };

  it('are silent while the picture runs', () => {
    expect(messageFor(fine)).toBe('none');
    expect(messageFor({ ...fine, status: 'unknown', answering: false })).toBe('none');
    expect(messageFor({ ...fine, status: 'offline' })).toBe('none');
  });

  it('tell why there is no picture', () => {
    const starved = { ...fine, starved: true };
    expect(messageFor(starved)).toBe('loading');
    expect(messageFor({ ...starved, retrying: true })).toBe('retrying');
    expect(messageFor({ ...starved, status: 'offline', open: false })).toBe('offline');
    expect(messageFor({ ...starved, status: 'unknown', answering: false })).toBe('unreachable');
    expect(messageFor({ ...starved, status: 'interrupted' })).toBe('interrupted');
  });
});

describe('measures', () => {
  const ranges = (...pairs: [number, number][]): TimeRanges => ({
    length: pairs.length,
    start: (index) => pairs[index]?.[0] ?? Number.NaN,
    end: (index) => pairs[index]?.[1] ?? Number.NaN,
  });

  it('take latency from the date of the picture', () => {
    expect(latencySeconds(new Date(10_000), 12_500)).toBe(2.5);
    expect(latencySeconds(null, 12_500)).toBeNull();
  });

  it('tell a viewer behind from one who is live', () => {
    expect(behindLiveSeconds(100, 93)).toBe(7);
    expect(behindLiveSeconds(100, 101)).toBe(0);
    expect([null, 0, 3, 3.1].map(isBehind)).toEqual([false, false, false, true]);
  });

  it('count the buffer up to the next gap', () => {
    expect(bufferAheadSeconds(ranges([0, 4], [5, 9]), 1)).toBe(3);
    expect(bufferAheadSeconds(ranges([0, 4], [5, 9]), 4.5)).toBe(0);
    expect(bufferAheadSeconds(ranges([5, 9]), 4.99)).toBeCloseTo(4.01);
    expect(bufferAheadSeconds(ranges(), 0)).toBe(0);
  });

  it('keep the volume within its bounds and free of crumbs', () => {
    expect([0.1 + 0.2, -0.05, 1.05].map(clampVolume)).toEqual([0.3, 0, 1]);
  });
});

describe('shortcuts', () => {
  const key = (name: string) => ({ key: name, ctrlKey: false, metaKey: false, altKey: false });

  it('run from anywhere on the page, in either case', () => {
    expect(
      [' ', 'k', 'K', 'm', 'f', 'p', 'l', 'i', '?', 'ArrowUp'].map((name) => commandFor(key(name), 'page')),
    ).toEqual([
      'toggle-play',
      'toggle-play',
      'toggle-play',
      'toggle-mute',
      'toggle-fullscreen',
      'toggle-picture-in-picture',
      'go-live',
      'toggle-stats',
      'toggle-help',
      'volume-up',
    ]);
  });

  it('leave to a control the keys that it uses', () => {
    expect(commandFor(key(' '), 'button')).toBeNull();
    expect(commandFor(key('k'), 'button')).toBe('toggle-play');
    expect(commandFor(key('ArrowUp'), 'choice')).toBeNull();
    expect(commandFor(key('m'), 'choice')).toBe('toggle-mute');
    expect(commandFor(key('m'), 'text')).toBeNull();
  });

  it('run once for a key that is held down, except for the volume', () => {
    expect(LIVE_KEYBOARD.repeatable.has('toggle-play')).toBe(false);
    expect(LIVE_KEYBOARD.repeatable.has('toggle-fullscreen')).toBe(false);
    expect(LIVE_KEYBOARD.repeatable.has('volume-up')).toBe(true);
  });

  it('leave to the browser its own', () => {
    expect(commandFor({ ...key('f'), ctrlKey: true }, 'page')).toBeNull();
    expect(commandFor({ ...key('l'), metaKey: true }, 'page')).toBeNull();
    expect(commandFor(key('toString'), 'page')).toBeNull();
  });

  it('are all listed in the help', () => {
    expect(SHORTCUTS.flatMap(({ keys }) => keys)).toEqual([
      'Space',
      'K',
      '←',
      '→',
      'L',
      'M',
      '↑',
      '↓',
      'F',
      'P',
      'I',
      '?',
    ]);
  });
});
