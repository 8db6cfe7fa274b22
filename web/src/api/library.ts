import { call, callJson } from './call';

/** Films, as the server tells of them. What is not known yet is null. */

export type FilmState = 'waiting' | 'reading' | 'ready' | 'failed';
export type Visibility = 'public' | 'private';

export type Role = 'default' | 'forced' | 'caption' | 'description' | 'commentary';

/** Whether a film is worked on before others, in turn, or after them. */
export type Priority = 'high' | 'normal' | 'low';

export interface Rendition {
  name: string;
  kind: 'video' | 'audio' | 'text';
  codec: string;
  width: number | null;
  height: number | null;
  frameRate: number | null;
  channels?: number | null;
  bitrateBps: number | null;
  language: string | null;
  label: string | null;
  roles?: Role[];
  sizeBytes: number;
  state: 'making' | 'ready' | 'failed';
  progress: number | null;
}

export interface Chapter {
  startSeconds: number;
  title: string;
}

export interface Film {
  id: string;
  title: string;
  fileName: string;
  state: FilmState;
  reason: string | null;
  visibility: Visibility;
  downloads: 'denied' | 'allowed';
  priority: Priority;
  createdAt: string;
  durationSeconds: number | null;
  sizeBytes: number;
  poster?: string | null;
  /** Of what is still to be done; null where nothing is. */
  progress: number | null;
  renditions: Rendition[];
  chapters: Chapter[];
}

export interface Job {
  id: string;
  kind: 'read' | 'video' | 'audio' | 'pictures';
  rendition: string;
  firstSegment: number;
  endSegment: number;
  state: 'waiting' | 'running' | 'done' | 'parked';
  attempts: number;
  progress: number;
  log: string | null;
}

export interface FilmPage {
  assets: Film[];
  /** Where the next page begins. */
  next: string | null;
}

export interface FilmQuery {
  query: string;
  state: FilmState | '';
  after: string | null;
  limit: number;
}

const FILMS = '/api/v1/assets';

const filmPath = (id: string) => `${FILMS}/${encodeURIComponent(id)}`;

export function fetchFilms({ query, state, after, limit }: FilmQuery): Promise<FilmPage> {
  const asked = new URLSearchParams({ limit: String(limit) });
  if (query !== '') asked.set('query', query);
  if (state !== '') asked.set('state', state);
  if (after !== null) asked.set('after', after);
  return callJson<FilmPage>('GET', `${FILMS}?${asked}`);
}

export const fetchFilm = (id: string) => callJson<Film>('GET', filmPath(id));

export interface FilmChange {
  title?: string;
  visibility?: Visibility;
  downloads?: Film['downloads'];
  priority?: Priority;
}

export const changeFilm = (id: string, change: FilmChange) => callJson<Film>('PATCH', filmPath(id), change);

export const removeFilm = (id: string) => call('DELETE', filmPath(id));

export const fetchJobs = async (id: string) =>
  (await callJson<{ jobs: Job[] }>('GET', `${filmPath(id)}/jobs`)).jobs;

export const cancelJobs = (id: string) => call('POST', `${filmPath(id)}/cancel`);

export const retryJobs = (id: string) => call('POST', `${filmPath(id)}/retry`);

export type SubtitleKind = 'subtitles' | 'captions' | 'forced';

export interface NewSubtitles {
  language: string;
  label: string;
  kind: SubtitleKind;
  byDefault: boolean;
  file: File;
}

export function addSubtitles(id: string, { language, label, kind, byDefault, file }: NewSubtitles) {
  const asked = new URLSearchParams({ language, label, kind, default: String(byDefault) });
  return call('POST', `${filmPath(id)}/subtitles?${asked}`, file);
}

export const removeSubtitles = (id: string, name: string) =>
  call('DELETE', `${filmPath(id)}/subtitles/${encodeURIComponent(name)}`);

/** Whether there is something to be seen, and not only to be heard. */
export const hasPicture = (film: Film): boolean => film.renditions.some(({ kind }) => kind === 'video');

/** A picture of the film; null where there is none. */
export function posterOf(film: Film): string | null {
  if (film.poster !== undefined) return film.poster;
  return film.state === 'ready' && hasPicture(film) ? `/vod/${film.id}/poster.jpg` : null;
}

/** Whether something is being done for it, so that it is worth asking again. */
export const isUnderWay = (film: Film): boolean =>
  film.state === 'waiting' || film.state === 'reading' || film.progress !== null;

export const filmManifest = (id: string, player: 'hls' | 'dash') =>
  player === 'dash' ? `/vod/${id}/index.mpd` : `/vod/${id}/index.m3u8`;

export const filmDownload = (id: string) => `/vod/${encodeURIComponent(id)}/download.mp4`;

export const filmUrl = (origin: string, id: string) => `${origin}/watch/vod/${id}`;
