import type { Column, Columns, Health, HealthTrack } from '../api/health';

/** What was measured in the last ten minutes, put together from answers that each tell what is new. */
export interface HealthRecord {
  latest: Health;
  /** Moments of the columns, seconds since 1970: when each second was over. */
  times: number[];
  series: Columns;
  tracks: HealthTrack[];
}

const LONGEST_SECONDS = 600;

/** Answers of one stream agree on when it was opened, but for the rounding of the server's clock. */
const SAME_STREAM_SECONDS = 5;

const openedAt = ({ endsAt, next }: Health) => Date.parse(endsAt) / 1_000 - next;

/** Whether `answer` goes on where `record` ends; else all has to be asked for anew. */
export function continues(record: HealthRecord, answer: Health): boolean {
  const apart = Math.abs(openedAt(record.latest) - openedAt(answer));
  return answer.from === record.latest.next && apart < SAME_STREAM_SECONDS;
}

export function extend(record: HealthRecord | null, answer: Health): HealthRecord {
  const before = record && continues(record, answer) ? record : null;
  const known = before?.times.length ?? 0;
  const size = Math.min(LONGEST_SECONDS, known + answer.next - answer.from);
  const join = (old: Column | undefined, added: Column): Column =>
    [...(old ?? Array<null>(known).fill(null)), ...added].slice(-size);
  const joinAll = (old: Columns | undefined, added: Columns): Columns =>
    Object.fromEntries(Object.entries(added).map(([name, column]) => [name, join(old?.[name], column)]));
  const end = Date.parse(answer.endsAt) / 1_000;
  return {
    latest: answer,
    times: Array.from({ length: size }, (_, index) => end - size + 1 + index),
    series: joinAll(before?.series, answer.series),
    tracks: answer.tracks.map((track) => ({
      ...track,
      series: joinAll(before?.tracks.find(({ id }) => id === track.id)?.series, track.series),
    })),
  };
}
