import type { Film, FilmState } from '../api/library';

/** What of the library is shown: words and state are the server's to look for, the rest is the page's. */
export interface Filters {
  query: string;
  state: FilmState | '';
  duration: string;
  size: string;
  date: string;
}

export const ALL: Filters = { query: '', state: '', duration: '', size: '', date: '' };

interface Span {
  id: string;
  label: string;
  /** From this on, up to but without the other. */
  from: number;
  to: number;
}

const MINUTE = 60;
const GIGABYTE = 1e9;
const DAY_MILLIS = 86_400_000;

export const DURATIONS: readonly Span[] = [
  { id: 'short', label: 'Under 10 minutes', from: 0, to: 10 * MINUTE },
  { id: 'medium', label: '10 to 60 minutes', from: 10 * MINUTE, to: 60 * MINUTE },
  { id: 'long', label: 'Over an hour', from: 60 * MINUTE, to: Infinity },
];

export const SIZES: readonly Span[] = [
  { id: 'small', label: 'Under 100 MB', from: 0, to: 0.1 * GIGABYTE },
  { id: 'medium', label: '100 MB to 1 GB', from: 0.1 * GIGABYTE, to: GIGABYTE },
  { id: 'large', label: '1 to 10 GB', from: GIGABYTE, to: 10 * GIGABYTE },
  { id: 'huge', label: 'Over 10 GB', from: 10 * GIGABYTE, to: Infinity },
];

/** How long ago it came. */
export const DATES: readonly Span[] = [
  { id: 'day', label: 'Last 24 hours', from: -Infinity, to: DAY_MILLIS },
  { id: 'week', label: 'Last 7 days', from: -Infinity, to: 7 * DAY_MILLIS },
  { id: 'month', label: 'Last 30 days', from: -Infinity, to: 30 * DAY_MILLIS },
  { id: 'older', label: 'Older', from: 30 * DAY_MILLIS, to: Infinity },
];

export const STATES: ReadonlyArray<{ id: FilmState; label: string }> = [
  { id: 'waiting', label: 'Waiting' },
  { id: 'reading', label: 'Being read' },
  { id: 'ready', label: 'Ready' },
  { id: 'failed', label: 'Failed' },
];

function lies(value: number | null, spans: readonly Span[], id: string): boolean {
  const span = spans.find((known) => known.id === id);
  return !span || (value !== null && value >= span.from && value < span.to);
}

export const passes = (film: Film, filters: Filters, nowMillis: number): boolean =>
  lies(film.durationSeconds, DURATIONS, filters.duration) &&
  lies(film.sizeBytes, SIZES, filters.size) &&
  lies(nowMillis - Date.parse(film.createdAt), DATES, filters.date);

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== '');
