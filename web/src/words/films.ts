import type { Film, FilmState, Job, Rendition, Role } from '../api/library';
import { codecInWords } from './codecs';
import { languageInWords } from './languages';
import {
  bitrateInWords,
  channelsInWords,
  frameRateInWords,
  percentInWords,
  qualityInWords,
} from './quantities';

const STATES: Record<FilmState, string> = {
  waiting: 'Waiting',
  reading: 'Being read',
  ready: 'Ready',
  failed: 'Failed',
};

/** The state of a film as its badge says it: one that can be watched may still grow qualities. */
export function filmStateInWords(film: Film): string {
  return film.state === 'ready' && film.progress !== null ? 'Ready, making more' : STATES[film.state];
}

/** 1080p, English, or whatever tells one rendition from the others of its kind. */
export function renditionInWords(rendition: Rendition): string {
  if (rendition.kind === 'video') return qualityInWords(rendition.width, rendition.height) ?? 'Picture';
  const fallback = rendition.kind === 'audio' ? 'Sound' : 'Subtitles';
  return rendition.label || languageInWords(rendition.language) || fallback;
}

const ROLES: Record<Role, string> = {
  default: 'default',
  forced: 'forced',
  caption: 'for those who do not hear',
  description: 'for those who do not see',
  commentary: 'commentary',
};

/** What there is to know of it beside its name. */
export function renditionFacts(rendition: Rendition): string {
  return [
    codecInWords(rendition.codec),
    rendition.kind === 'video' ? frameRateInWords(rendition.frameRate) : null,
    channelsInWords(rendition.channels),
    bitrateInWords(rendition.bitrateBps),
    ...(rendition.roles ?? []).map((role) => ROLES[role]),
  ]
    .filter(Boolean)
    .join(', ');
}

export function renditionStateInWords(rendition: Rendition): string {
  if (rendition.state === 'ready') return 'Ready';
  if (rendition.state === 'failed') return 'Failed';
  return rendition.progress ? `Being made, ${percentInWords(rendition.progress)}` : 'Waits to be made';
}

const JOB_KINDS: Record<Job['kind'], string> = {
  read: 'Reading the file',
  video: 'Picture',
  audio: 'Sound',
  pictures: 'Poster and thumbnails',
};

const JOB_STATES: Record<Job['state'], string> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  parked: 'Stopped',
};

export function jobInWords(job: Job): string {
  const part = job.endSegment > 0 ? `, segments ${job.firstSegment + 1} to ${job.endSegment}` : '';
  return JOB_KINDS[job.kind] + (job.rendition ? ` ${job.rendition}` : '') + part;
}

export function jobStateInWords(job: Job): string {
  const tries = job.attempts > 1 ? `, attempt ${job.attempts}` : '';
  const part = job.state === 'running' ? ` ${percentInWords(job.progress)}` : '';
  return JOB_STATES[job.state] + part + tries;
}
