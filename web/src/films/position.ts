import { recall, remember } from '../common/preferences';

/** Where a viewer left a film, which the server keeps under a name that this browser has made up. */

const VIEWER_KEY = 'viewer';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const NAME_LENGTH = 32;
const TIMEOUT_MILLIS = 3_000;

/** Whoever saw less has hardly begun. */
const BEGUN_SECONDS = 10;
/** Whoever is farther has seen it. */
const SEEN_PART = 0.95;

function newName(): string {
  const random = crypto.getRandomValues(new Uint32Array(NAME_LENGTH));
  return Array.from(random, (number) => LETTERS[number % LETTERS.length]).join('');
}

/** The name of this browser; nothing in it tells whose it is. */
export function viewerName(): string {
  const known = recall(VIEWER_KEY);
  if (known && /^[a-z]{32}$/.test(known)) return known;
  const made = newName();
  remember(VIEWER_KEY, made);
  return made;
}

/** Where to go on. One who has hardly begun, or has seen it, begins anew. */
export function resumeAt(keptSeconds: number, durationSeconds: number | null): number {
  if (!(keptSeconds >= BEGUN_SECONDS)) return 0;
  return durationSeconds !== null && keptSeconds > durationSeconds * SEEN_PART ? 0 : keptSeconds;
}

/** What to keep of a position: null for nothing new, 0 for one who has seen it. */
export function positionToKeep(seconds: number, durationSeconds: number): number | null {
  if (!(durationSeconds > 0) || seconds < BEGUN_SECONDS) return null;
  return seconds > durationSeconds * SEEN_PART ? 0 : Math.round(seconds * 10) / 10;
}

const positionPath = (id: string) => `/api/v1/assets/${encodeURIComponent(id)}/position`;

/** 0 where nothing is kept, or nobody answers: a film is worth more than where it was left. */
export async function fetchPosition(id: string): Promise<number> {
  try {
    const response = await fetch(positionPath(id), {
      headers: { 'weir-viewer': viewerName() },
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    return response.ok ? Number(((await response.json()) as { seconds: unknown }).seconds) || 0 : 0;
  } catch {
    return 0;
  }
}

/** Also when the page is left. */
export function keepPosition(id: string, seconds: number): void {
  fetch(positionPath(id), {
    method: 'PUT',
    headers: { 'weir-viewer': viewerName(), 'content-type': 'application/json' },
    body: JSON.stringify({ seconds }),
    keepalive: true,
  }).catch(() => {
    // The next one may arrive.
  });
}
