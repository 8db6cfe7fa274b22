import { describe, expect, it } from 'vitest';
import { AUTOMATIC, type Choices, pictureChoices } from '../watch/choices';
import { lookUp } from '../watch/shortcuts';
import { readFilmAddress, readMoment } from './filmAddress';
import { FILM_KEYBOARD } from './filmShortcuts';
import { chosenLabel, offered, qualityChoices, speedBeside } from './menus';
import { positionToKeep, resumeAt } from './position';
import { bufferedParts, chapterAt, chapterParts, partOf, secondsAt, tipLeft } from './seekBar';
import { parseSprites, spriteAt } from './sprites';

describe('address', () => {
  it('reads the film, the player, the embedding and the moment', () => {
    expect(readFilmAddress('/watch/vod/a-b_C', '?player=dash&embed=1&t=90')).toEqual({
      id: 'a-b_C',
      player: 'dash',
      embed: true,
      startSeconds: 90,
    });
    expect(readFilmAddress('/watch/vod/a', '').startSeconds).toBeNull();
  });

  it('reads moments as people write them', () => {
    expect(['90', '90s', '1m30s', '1h2m3s', '12.5', '2m'].map(readMoment)).toEqual([
      90, 90, 90, 3723, 12.5, 120,
    ]);
    expect([null, '', 'soon', '-5', '1m-3'].map(readMoment)).toEqual([null, null, null, null, null]);
  });
});

describe('position', () => {
  it('is not kept at the beginning, and is forgotten at the end', () => {
    expect(positionToKeep(9, 1_000)).toBeNull();
    expect(positionToKeep(400.04, 1_000)).toBe(400);
    expect(positionToKeep(960, 1_000)).toBe(0);
    expect(positionToKeep(50, Number.NaN)).toBeNull();
  });

  it('is where a film goes on, but for one that was hardly begun or was seen', () => {
    expect(resumeAt(400, 1_000)).toBe(400);
    expect(resumeAt(5, 1_000)).toBe(0);
    expect(resumeAt(990, 1_000)).toBe(0);
    expect(resumeAt(400, null)).toBe(400);
    expect(resumeAt(Number.NaN, 1_000)).toBe(0);
  });
});

describe('bar', () => {
  const bar = { left: 100, width: 400 };

  it('tells the moment under a pointer, and has no others', () => {
    expect(secondsAt(200, bar, 60)).toBe(15);
    expect(secondsAt(0, bar, 60)).toBe(0);
    expect(secondsAt(900, bar, 60)).toBe(60);
    expect(secondsAt(200, { left: 0, width: 0 }, 60)).toBe(0);
  });

  it('keeps the tip within itself', () => {
    expect(tipLeft(300, bar, 160)).toBe(120);
    expect(tipLeft(110, bar, 160)).toBe(0);
    expect(tipLeft(499, bar, 160)).toBe(240);
  });

  it('shows what is buffered and where chapters begin', () => {
    const ranges = { length: 2, start: (i: number) => i * 50, end: (i: number) => i * 50 + 25 };
    expect(bufferedParts(ranges, 100)).toEqual([
      { from: 0, to: 0.25 },
      { from: 0.5, to: 0.75 },
    ]);
    expect(partOf(5, 0)).toBe(0);
    const chapters = [0, 30, 200].map((startSeconds) => ({ startSeconds, title: `${startSeconds}` }));
    expect(chapterParts(chapters, 100)).toEqual([0.3]);
    expect(chapterAt(chapters, 45)?.title).toBe('30');
    expect(chapterAt(chapters.slice(1), 5)).toBeNull();
  });
});

describe('sprites', () => {
  const base = 'http://h/vod/f/thumbnails.vtt';
  const text = [
    'WEBVTT',
    '',
    '1',
    '00:00.000 --> 00:05.000',
    'sheet.jpg#xywh=0,0,160,90',
    '',
    '01:00:05.000 --> 01:00:10.000 align:left',
    '/vod/f/sheet.jpg#xywh=160,90,160,90',
    '',
  ];

  it('reads where pictures stand, whatever ends the lines', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const [first, second] = parseSprites(text.join(end), base);
      expect(first).toEqual({
        start: 0,
        end: 5,
        url: 'http://h/vod/f/sheet.jpg',
        x: 0,
        y: 0,
        width: 160,
        height: 90,
      });
      expect(second).toMatchObject({ start: 3605, url: 'http://h/vod/f/sheet.jpg', x: 160, y: 90 });
    }
  });

  it('leaves out what makes no sense, is too large, or lies elsewhere', () => {
    const cue = (payload: string) => parseSprites(`WEBVTT\n\n00:00.000 --> 00:05.000\n${payload}\n`, base);
    expect(cue('sheet.jpg')).toEqual([]);
    expect(cue('sheet.jpg#xywh=0,0,0,90')).toEqual([]);
    expect(cue('sheet.jpg#xywh=0,0,4000,90')).toEqual([]);
    expect(cue('https://other/sheet.jpg#xywh=0,0,160,90')).toEqual([]);
    expect(parseSprites('<html>', base)).toEqual([]);
  });

  it('finds the picture of a moment', () => {
    const sprites = parseSprites(text.join('\n'), base);
    expect(spriteAt(sprites, 3)?.x).toBe(0);
    expect(spriteAt(sprites, 4_000)?.x).toBe(160);
    expect(spriteAt([], 3)).toBeNull();
  });
});

describe('menus', () => {
  const sizes = [720, 360].map((height) => ({ id: String(height), width: null, height, bitrateBps: height }));

  it('say which quality is on just now', () => {
    const auto = qualityChoices(
      pictureChoices(sizes, AUTOMATIC, () => {}),
      '720p',
    );
    expect(auto.options.map(({ label }) => label)).toEqual(['Auto (720p now)', '720p', '360p']);
    expect(chosenLabel(auto)).toBe('Auto (720p now)');
    const fixed = qualityChoices(
      pictureChoices(sizes, '360', () => {}),
      '360p',
    );
    expect(fixed.options[0]?.label).toBe('Auto');
    expect(
      qualityChoices(
        pictureChoices(sizes.slice(1), AUTOMATIC, () => {}),
        '360p',
      ).options,
    ).toEqual([]);
  });

  it('are left out where there is nothing to choose', () => {
    const menu = (id: string, choices: Choices) => ({ id, label: id, choices });
    const some = pictureChoices(sizes, AUTOMATIC, () => {});
    expect(offered([menu('a', some), menu('b', { ...some, options: [] })]).map(({ id }) => id)).toEqual([
      'a',
    ]);
  });

  it('step through the speeds and stop at the ends', () => {
    expect(speedBeside(1, 1)).toBe(1.25);
    expect(speedBeside(1, -1)).toBe(0.75);
    expect(speedBeside(2, 1)).toBe(2);
    expect(speedBeside(1.1, -1)).toBe(1);
  });
});

it('has the keys of the big sites', () => {
  const press = (key: string) =>
    lookUp(FILM_KEYBOARD, { key, ctrlKey: false, metaKey: false, altKey: false }, 'page');
  expect(['k', 'J', 'l', 'ArrowLeft', '5', '>', 'c', 'Home', 'x'].map(press)).toEqual([
    'toggle-play',
    'go-back',
    'go-on',
    'step-back',
    'go-to-5',
    'faster',
    'toggle-subtitles',
    'go-to-start',
    null,
  ]);
});

it('leaves a slider the keys that move it', () => {
  const press = (key: string) =>
    lookUp(FILM_KEYBOARD, { key, ctrlKey: false, metaKey: false, altKey: false }, 'choice');
  expect(['ArrowLeft', 'Home', 'End', 'k'].map(press)).toEqual([null, null, null, 'toggle-play']);
});
