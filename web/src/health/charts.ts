import type { Column, HealthTrack } from '../api/health';
import { bitrateInWords, frameRateInWords, secondsInWords } from '../words/quantities';
import type { HealthRecord } from './record';

/** Which charts there are, what each shows of a record, and how it says a value. */

export interface Line {
  label: string;
  values: Column;
  /** Values are rare, and hold until the next. */
  stepped?: boolean;
}

export interface ChartSpec {
  id: string;
  title: string;
  about: string;
  lines: Line[];
  inWords: (value: number) => string;
  /** The least that the scale spans, so that noise does not look like a storm. */
  least: [low: number, high: number];
  /** The line stands on the bottom of the chart, not on 0. */
  standing?: boolean;
}

const scaled = (column: Column | undefined, factor: number): Column =>
  (column ?? []).map((value) => (value === null ? null : value * factor));

const sum = (one: Column, other: Column): Column =>
  one.map((value, index) => (value === null ? null : value + (other[index] ?? 0)));

const relative = (column: Column): Column => {
  const known = column.filter((value) => value !== null);
  const least = known.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  return column.map((value) => (value === null ? null : value - least));
};

const millis = (value: number) =>
  Math.abs(value) < 1_000
    ? `${Math.round(value)} ms`.replace('-', '−')
    : `${value < 0 ? '−' : ''}${secondsInWords(Math.abs(value) / 1_000) ?? '0 s'}`;

const frames = (value: number) => (value === 1 ? '1 frame' : `${Math.round(value)} frames`);

export function chartsOf(record: HealthRecord): ChartSpec[] {
  const video = record.tracks.find(({ kind }) => kind === 'video');
  const audio = record.tracks.find(({ kind }) => kind === 'audio');
  return [
    bitrate(record),
    ...(video ? pictureCharts(record, video) : []),
    arrival(record, video ?? audio),
    delay(record),
    ...(video && audio ? [skew(record)] : []),
    ...(audio ? [level(audio)] : []),
  ];
}

const bitrate = (record: HealthRecord): ChartSpec => ({
  id: 'bitrate',
  title: 'Bit rate',
  about: 'What arrives, sound and picture together.',
  lines: [{ label: 'Bit rate', values: scaled(record.series.bitrateKbps, 1_000) }],
  inWords: (value) => bitrateInWords(value) ?? '0',
  least: [0, 500_000],
});

const pictureCharts = (record: HealthRecord, video: HealthTrack): ChartSpec[] => [
  {
    id: 'frame-rate',
    title: 'Frame rate',
    about: 'By the timestamps of the frames.',
    lines: [{ label: 'Frame rate', values: scaled(video.series.frameRateCenti, 0.01) }],
    inWords: (value) => frameRateInWords(Math.round(value * 10) / 10) ?? '0 fps',
    least: [0, 32],
  },
  {
    id: 'keyframes',
    title: 'Keyframe interval',
    about: 'From each keyframe to the next.',
    lines: [
      {
        label: 'Interval',
        values: scaled(video.series.longestKeyframeIntervalMillis, 0.001),
        stepped: true,
      },
    ],
    inWords: (value) => secondsInWords(value) ?? '0 s',
    least: [0, 4],
  },
  {
    id: 'missing',
    title: 'Missing frames',
    about: 'Left out by the encoder, or by this server.',
    lines: [
      {
        label: 'Missing',
        values: sum(scaled(record.series.droppedSamples, 1), video.series.skippedFrames ?? []),
      },
    ],
    inWords: frames,
    least: [0, 10],
  },
];

const arrival = (record: HealthRecord, track: HealthTrack | undefined): ChartSpec => ({
  id: 'arrival',
  title: 'Arrival',
  about: 'The longest silence of each second, and jitter.',
  lines: [
    { label: 'Silence', values: scaled(record.series.longestGapMillis, 1) },
    { label: 'Jitter', values: scaled(track?.series.jitterMicros, 0.001) },
  ],
  inWords: millis,
  least: [0, 200],
});

const delay = (record: HealthRecord): ChartSpec => ({
  id: 'delay',
  title: 'Delay',
  about: 'Against the quickest. A slope is a wrong clock, a hill a slow line.',
  lines: [{ label: 'Delay', values: relative(scaled(record.series.delayMicros, 0.001)) }],
  inWords: millis,
  least: [0, 100],
});

const skew = (record: HealthRecord): ChartSpec => ({
  id: 'skew',
  title: 'Picture before sound',
  about: 'How far apart they come in.',
  lines: [{ label: 'Ahead', values: scaled(record.series.skewMillis, 1) }],
  inWords: millis,
  least: [-100, 100],
});

/** AAC; a stream that has just begun has no level yet. */
const MEASURED = /^mp4a\.40\.(2|5|29)$/;

/** Below is nothing that anybody hears. */
const SILENT_DBFS = -70;

const levels = (column: Column | undefined): Column =>
  scaled(column, 0.01).map((value) => (value === null ? null : Math.max(SILENT_DBFS, value)));

const isMeasured = ({ codec, series }: HealthTrack) =>
  MEASURED.test(codec) || series.rmsDbfsCenti?.some((value) => value !== null);

const level = (audio: HealthTrack): ChartSpec => ({
  id: 'level',
  title: 'Sound',
  about: isMeasured(audio)
    ? 'Average (RMS) and peaks, in dB of full scale.'
    : `Not known: ${audio.codec} is not measured.`,
  lines: [
    { label: 'Average', values: levels(audio.series.rmsDbfsCenti) },
    { label: 'Peak', values: levels(audio.series.peakDbfsCenti) },
  ],
  inWords: (value) =>
    value <= SILENT_DBFS ? 'silence' : `${value.toFixed(0)} dB`.replace('-0 dB', '0 dB').replace('-', '−'),
  least: [SILENT_DBFS, 0],
  standing: true,
});

/** The scale that shows all values, and at least what `least` says, with a little air above. */
export function scaleOf({ lines, least: [low, high] }: ChartSpec): [number, number] {
  const known = lines.flatMap(({ values }) => values).filter((value) => value !== null);
  const most = known.reduce((a, b) => Math.max(a, b), high);
  const fewest = known.reduce((a, b) => Math.min(a, b), low);
  return [fewest, most > high ? most * 1.08 : most];
}

export const newestOf = (values: Column): number | null =>
  values.reduce((newest, value) => value ?? newest, null);

/** For those who cannot see the line. */
export function summaryOf({ title, lines, inWords }: ChartSpec): string {
  const spans = lines.map(({ label, values }) => {
    const known = values.filter((value) => value !== null);
    const newest = newestOf(known);
    if (newest === null) return `${label}: not known yet`;
    const low = inWords(known.reduce((a, b) => Math.min(a, b)));
    const high = inWords(known.reduce((a, b) => Math.max(a, b)));
    return `${label}: now ${inWords(newest)}, from ${low} to ${high}`;
  });
  return `${title}. ${spans.join('. ')}.`;
}
