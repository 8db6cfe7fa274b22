import { measureServerClock } from './serverClock';
import type { LiveStream, Server } from './streams';

const TIMEOUT_MILLIS = 8_000;

async function get(path: string): Promise<Response> {
  const sentAtMillis = Date.now();
  const response = await fetch(path, {
    headers: { accept: 'application/json' },
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  measureServerClock(response.headers.get('date'), sentAtMillis, Date.now());
  return response;
}

async function json<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return (await response.json()) as T;
}

export async function fetchLiveStreams(): Promise<LiveStream[]> {
  return (await json<{ streams: LiveStream[] }>(await get('/api/v1/live'))).streams;
}

/** The stream, or null while it is offline. */
export async function fetchLiveStream(name: string): Promise<LiveStream | null> {
  const response = await get(`/api/v1/live/${encodeURIComponent(name)}`);
  return response.status === 404 ? null : json<LiveStream>(response);
}

export async function fetchServer(): Promise<Server> {
  return json<Server>(await get('/api/v1/server'));
}
