import { describe, expect, it } from 'vitest';
import { codecInWords } from './codecs';
import {
  fileCommand,
  isChannelName,
  isLoopback,
  rtmpServer,
  rtmpsServer,
  streamKey,
  testPictureCommand,
} from './publishing';
import {
  bitrateInWords,
  channelsInWords,
  clockInWords,
  frameRateInWords,
  pictureSizeInWords,
  sampleRateInWords,
  secondsInWords,
  timeOnAir,
  viewersInWords,
} from './quantities';

describe('codecs', () => {
  it.each([
    ['avc1.64001f', 'H.264 High'],
    ['avc1.4D401E', 'H.264 Main'],
    ['avc3.42e01f', 'H.264 Baseline'],
    ['avc1', 'H.264'],
    ['hvc1.1.6.L93.B0', 'HEVC Main'],
    ['hev1.2.4.L123.B0', 'HEVC Main 10'],
    ['hvc1.A1.6.L93', 'HEVC Main'],
    ['av01.0.05M.08', 'AV1 Main'],
    ['vp09.02.10.10', 'VP9 Profile 2'],
    ['mp4a.40.2', 'AAC-LC'],
    ['mp4a.40.29', 'HE-AAC v2'],
    ['mp4a.6B', 'MP3'],
    ['Opus', 'Opus'],
    ['ec-3', 'Dolby Digital Plus'],
  ])('says %s as %s', (codec, words) => expect(codecInWords(codec)).toBe(words));

  it.each(['mp4a.40.99', 'xyz1.2', 'constructor', ''])('leaves %j as it is', (codec) =>
    expect(codecInWords(codec)).toBe(codec),
  );
});

describe('quantities', () => {
  it('chooses the unit of a bitrate by its size', () => {
    expect([128_000, 2_300_000, 999_499, 25_400_000].map(bitrateInWords)).toEqual([
      '128 kb/s',
      '2.3 Mb/s',
      '999 kb/s',
      '25 Mb/s',
    ]);
  });

  it('keeps the fractions that matter', () => {
    expect([30, 29.97003, 59.94].map(frameRateInWords)).toEqual(['30 fps', '29.97 fps', '59.94 fps']);
    expect([1, 2.0833, 10.4].map(secondsInWords)).toEqual(['1 s', '2.08 s', '10 s']);
    expect([48_000, 44_100].map(sampleRateInWords)).toEqual(['48 kHz', '44.1 kHz']);
  });

  it('names what people name', () => {
    expect(pictureSizeInWords(1280, 720)).toBe('1280 × 720');
    expect([1, 2, 6, 3].map(channelsInWords)).toEqual(['mono', 'stereo', '5.1', '3 channels']);
    expect([0, 1, 1204].map(viewersInWords)).toEqual(['0 viewers', '1 viewer', '1,204 viewers']);
  });

  it('says nothing about what is not known', () => {
    const words = [
      bitrateInWords,
      frameRateInWords,
      secondsInWords,
      viewersInWords,
      channelsInWords,
      sampleRateInWords,
    ];
    for (const inWords of words) expect(inWords(null)).toBeNull();
    expect(pictureSizeInWords(1280, null)).toBeNull();
    expect(timeOnAir(null, 0)).toBeNull();
    expect(timeOnAir('yesterday', 0)).toBeNull();
  });

  it('counts time on air as a clock does, and never below zero', () => {
    expect([0, 39.999999, 65.9, 3_723, 93_784, -5].map(clockInWords)).toEqual([
      '0:00',
      '0:40',
      '1:05',
      '1:02:03',
      '1 d 2:03:04',
      '0:00',
    ]);
    expect(timeOnAir('2026-11-20T12:00:00Z', Date.parse('2026-11-20T12:01:05Z'))).toBe('1:05');
  });
});

describe('publishing', () => {
  const target = { hostname: 'example.org', rtmpPort: 1935, channel: 'mychannel', needsKey: false };

  it('adds a place for the key only where one is needed', () => {
    expect(rtmpServer(target)).toBe('rtmp://example.org:1935/live');
    expect(rtmpsServer('example.org', 1936)).toBe('rtmps://example.org:1936/live');
    expect(streamKey(target)).toBe('mychannel');
    expect(streamKey({ ...target, needsKey: true })).toBe('mychannel?key=YOUR_KEY');
  });

  it('ends both commands with the quoted address', () => {
    for (const command of [testPictureCommand(target), fileCommand(target)]) {
      expect(command).toMatch(/ -f flv "rtmp:\/\/example\.org:1935\/live\/mychannel"$/);
    }
  });

  it('knows its own machine', () => {
    expect(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'].every(isLoopback)).toBe(true);
    expect(['example.org', '128.0.0.1', '127.0.0.1.example.org'].some(isLoopback)).toBe(false);
  });

  it('takes the names that the server takes', () => {
    expect(['demo', 'a-b_C9', 'x'.repeat(64)].every(isChannelName)).toBe(true);
    expect(['', 'a b', 'ä', 'wk_secret', 'a/b', 'x'.repeat(65)].some(isChannelName)).toBe(false);
  });
});
