import { get, json } from './client';

/** How a stream comes in, as `/api/v1/live/NAME/health` tells; docs/health.md has the words. */

export type Severity = 'ok' | 'advice' | 'warning' | 'fault';

export interface Finding {
  code: string;
  severity: Severity;
  title: string;
  measured: string;
  effect: string | null;
  obs: string | null;
  ffmpeg: string | null;
}

export type Column = (number | null)[];
export type Columns = Record<string, Column>;

export interface HealthTrack {
  id: number;
  kind: 'video' | 'audio';
  codec: string;
  openGopMillis: number;
  now: Record<string, number | null>;
  series: Columns;
}

export interface Health {
  name: string;
  publishing: boolean;
  verdict: Severity;
  findings: Finding[];
  /** Numbers of seconds: the series has those from `from` up to but without `next`. */
  from: number;
  next: number;
  endsAt: string;
  steadySince: number;
  driftPpm: number | null;
  delayMillis: number;
  now: Record<string, number | null>;
  series: Columns;
  tracks: HealthTrack[];
}

/** The seconds from `since` on, or null while the stream is offline. */
export async function fetchHealth(name: string, since: number): Promise<Health | null> {
  const response = await get(`/api/v1/live/${encodeURIComponent(name)}/health?since=${since}`);
  return response.status === 404 ? null : json<Health>(response);
}
