/** Small pictures along the bar: WebVTT whose cues name a part of an image (`sheet.jpg#xywh=0,0,160,90`). */

export interface Sprite {
  start: number;
  end: number;
  url: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A day of film at a picture each five seconds; what is longer is cut off. */
const MOST = 17_280;
const LARGEST_PIXELS = 640;
const TIMES = /^((?:\d+:)?\d{2}:\d{2}\.\d{3})\s+-->\s+((?:\d+:)?\d{2}:\d{2}\.\d{3})/;
const PLACE = /^([^#]+)#xywh=(\d{1,5}),(\d{1,5}),(\d{1,4}),(\d{1,4})$/;

const secondsOf = (time: string) => time.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);

function spriteOf(times: RegExpExecArray, payload: string, base: string): Sprite | null {
  const place = PLACE.exec(payload.trim());
  if (!place) return null;
  const [x, y, width, height] = place.slice(2).map(Number) as [number, number, number, number];
  const url = new URL(place[1] as string, base);
  const fits = width > 0 && height > 0 && width <= LARGEST_PIXELS && height <= LARGEST_PIXELS;
  if (!fits || url.origin !== new URL(base).origin) return null;
  return {
    start: secondsOf(times[1] as string),
    end: secondsOf(times[2] as string),
    url: url.href,
    x,
    y,
    width,
    height,
  };
}

/** What does not make sense is left out. Addresses are relative to `base`, and lead nowhere else. */
export function parseSprites(text: string, base: string): Sprite[] {
  const lines = text.split(/\r\n|\n|\r/);
  const sprites: Sprite[] = [];
  if (!lines[0]?.replace(/^\uFEFF/, '').startsWith('WEBVTT')) return sprites;
  for (let i = 0; i < lines.length && sprites.length < MOST; i++) {
    const times = TIMES.exec(lines[i] as string);
    const sprite = times && spriteOf(times, lines[i + 1] ?? '', base);
    if (sprite) sprites.push(sprite);
  }
  return sprites.sort((a, b) => a.start - b.start);
}

/** The picture of a moment, or the last before it. */
export function spriteAt(sprites: readonly Sprite[], seconds: number): Sprite | null {
  let low = 0;
  let high = sprites.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sprites[middle] as Sprite).start <= seconds) low = middle + 1;
    else high = middle;
  }
  return sprites[low - 1] ?? null;
}
