/** Numbers in words. Each answers null for a number that is not known, so that the page can leave it out. */

type Maybe = number | null | undefined;

const trimmed = (value: number, digits: number) => String(Number(value.toFixed(digits)));

export function bitrateInWords(bitrateBps: Maybe): string | null {
  if (bitrateBps == null || bitrateBps <= 0) return null;
  if (bitrateBps < 1_000_000) return `${Math.round(bitrateBps / 1_000)} kb/s`;
  return `${trimmed(bitrateBps / 1_000_000, bitrateBps < 10_000_000 ? 1 : 0)} Mb/s`;
}

export function frameRateInWords(frameRate: Maybe): string | null {
  return frameRate == null || frameRate <= 0 ? null : `${trimmed(frameRate, 2)} fps`;
}

export function secondsInWords(seconds: Maybe): string | null {
  return seconds == null || seconds <= 0 ? null : `${trimmed(seconds, seconds < 10 ? 2 : 0)} s`;
}

export function pictureSizeInWords(width: Maybe, height: Maybe): string | null {
  return width == null || height == null || width <= 0 || height <= 0 ? null : `${width} × ${height}`;
}

/** 1080p: people call a portrait by its width, as 1080 by 1920. */
export function qualityInWords(width: Maybe, height: Maybe): string | null {
  const sides = [width, height].filter((side) => side != null && side > 0) as number[];
  return sides.length === 0 ? null : `${Math.min(...sides)}p`;
}

export function viewersInWords(viewers: Maybe): string | null {
  if (viewers == null) return null;
  return viewers === 1 ? '1 viewer' : `${viewers.toLocaleString('en')} viewers`;
}

export function channelsInWords(channels: Maybe): string | null {
  if (channels == null || channels <= 0) return null;
  return { 1: 'mono', 2: 'stereo', 6: '5.1', 8: '7.1' }[channels] ?? `${channels} channels`;
}

export function sampleRateInWords(sampleRate: Maybe): string | null {
  return sampleRate == null || sampleRate <= 0 ? null : `${trimmed(sampleRate / 1_000, 1)} kHz`;
}

/** A running time as a clock shows it: 0:05, 12:34, 1:02:03, 2 d 3:04:05. */
export function clockInWords(seconds: number): string {
  // Players are off by a millionth.
  const whole = Math.max(0, Math.floor(seconds + 0.001));
  const two = (value: number) => String(value).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3_600);
  const minutes = Math.floor((whole % 3_600) / 60);
  const tail = two(whole % 60);
  if (days > 0) return `${days} d ${hours}:${two(minutes)}:${tail}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${tail}` : `${minutes}:${tail}`;
}

export function timeOnAir(onAirSince: string | null, nowMillis: number): string | null {
  const since = onAirSince === null ? Number.NaN : Date.parse(onAirSince);
  return Number.isNaN(since) ? null : clockInWords((nowMillis - since) / 1_000);
}

export function bytesInWords(bytes: Maybe): string | null {
  if (bytes == null || bytes < 0) return null;
  if (bytes < 1_000) return `${Math.round(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes / 1_000;
  let unit = 0;
  // What would be shown as 1000 of one unit is 1 of the next.
  while (Math.round(value) >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${trimmed(value, value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** Bytes in a second. */
export function speedInWords(bytesPerSecond: Maybe): string | null {
  return bytesPerSecond == null || bytesPerSecond <= 0 ? null : `${bytesInWords(bytesPerSecond)}/s`;
}

/** A part of a whole. Only what is whole is called so. */
export function percentInWords(part: Maybe): string | null {
  if (part == null || Number.isNaN(part)) return null;
  return `${Math.floor(Math.min(1, Math.max(0, part)) * 100 + 1e-9)} %`;
}

/** How long something still takes, as rough as such a guess is. */
export function timeLeftInWords(seconds: Maybe): string | null {
  if (seconds == null || !Number.isFinite(seconds) || seconds < 0) return null;
  if (seconds < 10) return 'a few seconds left';
  if (seconds < 55) return `${Math.ceil(seconds / 10) * 10} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${Math.max(1, minutes)} min left`;
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? `${hours} h${minutes % 60 ? ` ${minutes % 60} min` : ''} left`
    : `${Math.round(hours / 24)} days left`;
}

/** A day as a place writes it. */
export function dayInWords(moment: string, timeZone?: string): string | null {
  const millis = Date.parse(moment);
  if (Number.isNaN(millis)) return null;
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium' }).format(millis);
}
