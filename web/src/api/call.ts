import { problemOf } from './problem';

const TIMEOUT_MILLIS = 30_000;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Asks the API; a {@link Problem} where it refuses. */
export async function call(method: Method, path: string, body?: unknown): Promise<Response> {
  const isFile = body instanceof Blob;
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined || isFile ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : isFile ? body : JSON.stringify(body),
    cache: 'no-store',
    signal: AbortSignal.timeout(TIMEOUT_MILLIS),
  });
  if (!response.ok) throw problemOf(response.status, await response.text());
  return response;
}

export async function callJson<T>(method: Method, path: string, body?: unknown): Promise<T> {
  return (await (await call(method, path, body)).json()) as T;
}
