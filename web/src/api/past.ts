import type { Kept } from '../past/stretch';
import { get, json } from './client';

/** What came of asking for a stretch. */
export type Found =
  | { kind: 'there' }
  | { kind: 'nothing' }
  /** The server says what is wrong with the question. */
  | { kind: 'refused'; why: string }
  /** It is there, but cannot be had at present. */
  | { kind: 'failing' };

export async function findStretch(manifestUrl: string): Promise<Found> {
  const response = await get(manifestUrl);
  if (response.ok) return { kind: 'there' };
  if (response.status === 404) return { kind: 'nothing' };
  if (response.status < 400 || response.status >= 500) return { kind: 'failing' };
  const { detail } = (await response.json()) as { detail: string };
  return { kind: 'refused', why: detail };
}

/** When the stream was on air, as far as it is kept: the newest first. */
export async function fetchKept(name: string): Promise<Kept[]> {
  const answer = await get(`/api/v1/live/${encodeURIComponent(name)}/dvr`);
  return (await json<{ broadcasts: Kept[] }>(answer)).broadcasts.reverse();
}
