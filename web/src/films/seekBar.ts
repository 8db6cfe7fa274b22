import type { Chapter } from '../api/library';

/** Where moments of a film lie on its bar, in parts of its width. */

export const clampPart = (part: number) => (part > 0 ? Math.min(1, part) : 0);

export const partOf = (seconds: number, durationSeconds: number) =>
  durationSeconds > 0 ? clampPart(seconds / durationSeconds) : 0;

interface Box {
  left: number;
  width: number;
}

/** The moment under a pointer; beyond its ends the bar has no others. */
export const secondsAt = (x: number, bar: Box, durationSeconds: number) =>
  bar.width > 0 ? clampPart((x - bar.left) / bar.width) * durationSeconds : 0;

/** Where the left edge of a tip stands, so that it is over the pointer and within the bar. */
export const tipLeft = (x: number, bar: Box, tipWidth: number) =>
  Math.max(0, Math.min(x - bar.left - tipWidth / 2, bar.width - tipWidth));

export interface Stretch {
  from: number;
  to: number;
}

type Ranges = Pick<TimeRanges, 'length' | 'start' | 'end'>;

/** What is buffered. */
export function bufferedParts(buffered: Ranges, durationSeconds: number): Stretch[] {
  return Array.from({ length: buffered.length }, (_, i) => ({
    from: partOf(buffered.start(i), durationSeconds),
    to: partOf(buffered.end(i), durationSeconds),
  }));
}

/** Where chapters begin, but for one that begins with the film. */
export const chapterParts = (chapters: readonly Chapter[], durationSeconds: number) =>
  chapters
    .filter(({ startSeconds }) => startSeconds > 0 && startSeconds < durationSeconds)
    .map(({ startSeconds }) => partOf(startSeconds, durationSeconds));

/** The chapter of a moment; chapters stand in their order. */
export const chapterAt = (chapters: readonly Chapter[], seconds: number): Chapter | null =>
  chapters.filter(({ startSeconds }) => startSeconds <= seconds).at(-1) ?? null;
