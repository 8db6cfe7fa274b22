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
  const whole = Math.max(0, Math.floor(seconds));
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
