import { describe, expect, it } from 'vitest';
import { forcedBeside, type NamedTrack, OFF, pictureChoices, subtitleChoices, trackLabels } from './choices';

describe('choices', () => {
  it('calls a track by its name, its language or its place', () => {
    const named = (name: string, language: string) => ({ name, language });

    expect(trackLabels([named('', 'und'), named('', '')], 'Sound')).toEqual(['Sound 1', 'Sound 2']);
    expect(trackLabels([named('Commentary', 'en')], 'Sound')).toEqual(['Commentary']);
    expect(trackLabels([named('', 'not a language')], 'Sound')).toEqual(['not a language']);
    expect(trackLabels([named('de', 'de')], 'Sound')[0]).not.toBe('de');
  });

  it('takes no language and no folder for a name, and calls no two alike', () => {
    const track = (name: string, language?: string) => ({
      name,
      language,
      address: `http://h/vod/f/a1/index.m3u8`,
    });

    expect(trackLabels([track('a1')], 'Sound')).toEqual(['Sound 1']);
    const [first, second] = trackLabels([track('en', 'en'), track('en (a2)', 'en')], 'Sound');
    expect(second).toBe(`${first} 2`);
  });

  it('says once what a track is for, and tells equal names apart by numbers', () => {
    const track = (name: string, folder: string, purpose?: 'forced' | 'captions') => ({
      name,
      language: 'de',
      address: `https://example.com/vod/a/${folder}/index.m3u8`,
      purpose,
    });
    expect(
      trackLabels(
        [
          track('Deutsch', 'text-1'),
          track('Deutsch, forced', 'text-2', 'forced'),
          track('Deutsch (text-3)', 'text-3'),
          track('Deutsch CC', 'text-4', 'captions'),
        ],
        'Subtitles',
      ),
    ).toEqual(['Deutsch', 'Deutsch, forced', 'Deutsch 2', 'Deutsch CC']);
  });

  it('offers no subtitles where there are none, and none of them where there are', () => {
    const chosen: (number | null)[] = [];
    const choices = subtitleChoices([{ name: 'Signs', language: 'en' }], -1, -1, (track) =>
      chosen.push(track),
    );
    choices.choose('0');
    choices.choose(OFF);

    expect(choices.options.map(({ label }) => label)).toEqual(['Off', 'Signs']);
    expect(choices.chosen).toBe(OFF);
    expect(chosen).toEqual([0, null]);
    expect(subtitleChoices([], -1, -1, () => {}).options).toEqual([]);
  });

  it('shows whoever wants no subtitles those of what is said in another language', () => {
    const tracks: NamedTrack[] = [
      { name: 'Signs', language: 'en', purpose: 'forced' },
      { name: 'All', language: 'en' },
    ];
    const chosen: (number | null)[] = [];
    const choices = subtitleChoices(tracks, 0, 0, (track) => chosen.push(track));
    choices.choose('1');
    choices.choose(OFF);

    expect(choices.options.map(({ label }) => label)).toEqual(['Off', 'All']);
    expect(choices.chosen).toBe(OFF);
    expect(chosen).toEqual([1, 0]);
  });

  it('tells what subtitles are for', () => {
    const tracks: NamedTrack[] = [
      { name: 'de', language: 'de' },
      { name: 'de (text-4)', language: 'de', purpose: 'forced' },
      { name: 'Everything', language: 'en', purpose: 'captions' },
    ];

    const labels = trackLabels(tracks, 'Subtitles');

    expect(labels[1]).toBe(`${labels[0]}, forced`);
    expect(labels[2]).toBe('Everything CC');
    expect(forcedBeside(tracks, 'de')).toBe(1);
    expect(forcedBeside(tracks, 'en')).toBe(-1);
    expect(forcedBeside([{ name: '', language: '', purpose: 'forced' }], '')).toBe(-1);
  });

  it('lists sizes from the largest on, behind the automatic one', () => {
    const sizes = [
      { id: '0', width: null, height: 360, bitrateBps: 700_000 },
      { id: '1', width: null, height: 1080, bitrateBps: 6_000_000 },
    ];

    const choices = pictureChoices(sizes, 'auto', () => {});

    expect(choices.options.map(({ label }) => label)).toEqual(['Automatic', '1080p', '360p']);
    expect(choices.options.map(({ id }) => id)).toEqual(['auto', '1', '0']);
  });

  it('calls a portrait by its shorter side, as the server does', () => {
    const sizes = [
      { id: '0', width: 360, height: 640, bitrateBps: 700_000 },
      { id: '1', width: 1080, height: 1920, bitrateBps: 6_000_000 },
    ];

    const choices = pictureChoices(sizes, 'auto', () => {});

    expect(choices.options.map(({ label }) => label)).toEqual(['Automatic', '1080p', '360p']);
  });

  it('tells sizes of equal height by their bitrate', () => {
    const sizes = [
      { id: '0', width: null, height: 720, bitrateBps: 1_500_000 },
      { id: '1', width: null, height: 720, bitrateBps: 3_000_000 },
    ];

    const choices = pictureChoices(sizes, '0', () => {});

    expect(choices.options.map(({ label }) => label)).toEqual([
      'Automatic',
      '720p, 3.0 Mb/s',
      '720p, 1.5 Mb/s',
    ]);
  });
});
