/** What a page's address says of a stretch of the past, and the addresses of others. */

/** The two moments as they stand in the address; one may be missing, and either may make no sense. */
export interface AskedStretch {
  start: string | null;
  end: string | null;
}

/** From when to when, as the server writes it. */
export interface Kept {
  start: string;
  end: string;
}

/** The most that the server gives at once. */
export const LONGEST_MILLIS = 6 * 3_600_000;

/** Null where the address asks for the stream as it is now. */
export function readStretch(search: string): AskedStretch | null {
  const query = new URLSearchParams(search);
  const asked = { start: query.get('start'), end: query.get('end') };
  return asked.start === null && asked.end === null ? null : asked;
}

/** A moment in seconds since 1970, or as RFC 3339 writes it; null where it is neither. */
export function momentMillis(text: string | null): number | null {
  if (text === null) return null;
  if (/^\d{1,11}(\.\d{1,9})?$/.test(text)) return Math.round(Number(text) * 1_000);
  if (!/^\d{4}-\d{2}-\d{2}T/.test(text)) return null;
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? null : millis;
}

/** One without an end goes as far as the server gives at once, or until now. */
export function withEnd(asked: AskedStretch, nowMillis: number): AskedStretch {
  const start = momentMillis(asked.start);
  if (asked.end !== null || start === null || start >= nowMillis) return asked;
  return { start: asked.start, end: new Date(Math.min(start + LONGEST_MILLIS, nowMillis)).toISOString() };
}

export function stretchQuery({ start, end }: AskedStretch): string {
  const query = new URLSearchParams();
  if (start !== null) query.set('start', start);
  if (end !== null) query.set('end', end);
  return `?${query}`;
}

/** The page that shows something that is kept, or as much of it as the server gives at once. */
export function keptUrl(name: string, kept: Kept): string {
  const end = Math.min(Date.parse(kept.end), Date.parse(kept.start) + LONGEST_MILLIS);
  return `/watch/live/${name}${stretchQuery({ start: kept.start, end: new Date(end).toISOString() })}`;
}

/** From when to when in the words of a place; the day is said once where it is the same. */
export function spanInWords(startMillis: number, endMillis: number, timeZone?: string): string {
  const span = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return span.formatRange(startMillis, endMillis);
}

/** The moment of a picture as a clock shows it. */
export const timeInWords = (date: Date, timeZone?: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(date);
