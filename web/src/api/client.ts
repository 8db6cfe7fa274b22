import { setServerClock } from './serverClock';
import type { LiveStream, Server } from './streams';

const TIMEOUT_MILLIS = 8_000;

export const get = (path: string) =>
  fetch(path, {
    headers: { accept: 'application/json' },
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });

function checked(response: Response): Response {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

export const json = async <T>(response: Response) => (await checked(response).json()) as T;

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

/** Asks for the server's time, by which pages count; without an answer they count as before. */
export async function readServerClock(): Promise<void> {
  const sentAtMillis = Date.now();
  try {
    const response = checked(await get('/api/v1/time'));
    const receivedAtMillis = Date.now();
    setServerClock(await response.text(), sentAtMillis, receivedAtMillis);
  } catch {
    // The next question may be answered.
  }
}
