import type { Channel, ChannelChange, Policies } from '../api/channels';

/** How a channel is run, in words, and what a form makes of it. */

export interface Option {
  id: string;
  label: string;
}

export const SECOND_PUBLISHER: Option[] = [
  { id: 'default', label: 'As the server does' },
  { id: 'refuse', label: 'Is turned away' },
  { id: 'take-over', label: 'Takes over' },
];

const DVR: Option[] = [
  { id: 'default', label: 'As the server does' },
  { id: 'off', label: 'Not at all' },
  { id: '30min', label: '30 minutes' },
  { id: '2h', label: '2 hours' },
  { id: '12h', label: '12 hours' },
  { id: '1d', label: 'A day' },
  { id: '7d', label: 'A week' },
  { id: 'all', label: 'As far as the disk reaches' },
];

const LADDER: Option[] = [
  { id: 'default', label: 'As the server does' },
  { id: 'passthrough', label: 'The source alone' },
  { id: 'auto', label: 'What fits below the source' },
  { id: '720', label: '720p' },
  { id: '720,480', label: '720p and 480p' },
  { id: '1080,720,480', label: '1080p, 720p and 480p' },
];

export const LADDER_RUNS: Option[] = [
  { id: 'default', label: 'As the server does' },
  { id: 'lazy', label: 'While somebody watches' },
  { id: 'always', label: 'As long as it is on air' },
];

/** With what is set by the API alone. */
const withOwn = (options: Option[], id: string): Option[] =>
  options.some((option) => option.id === id) ? options : [...options, { id, label: id }];

export const dvrOptions = (current: string) => withOwn(DVR, current);

export const ladderOptions = (current: string) => withOwn(LADDER, current);

export interface Settings extends Policies {
  title: string;
}

export const settingsOf = ({ title, secondPublisher, dvr, ladder, ladderRuns }: Channel): Settings => ({
  title: title ?? '',
  secondPublisher,
  dvr,
  ladder,
  ladderRuns,
});

/** What has to be told the server: what differs, and nothing else. */
export function changeOf(before: Settings, after: Settings): ChannelChange {
  const wanted = { ...after, title: after.title.trim() };
  const names = Object.keys(wanted) as (keyof Settings)[];
  return Object.fromEntries(
    names.filter((name) => wanted[name] !== before[name]).map((name) => [name, wanted[name]]),
  );
}

export const isChanged = (before: Settings, after: Settings) =>
  Object.keys(changeOf(before, after)).length > 0;
