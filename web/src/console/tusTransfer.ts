import {
  defaultOptions,
  DetailedError,
  type HttpRequest,
  type HttpResponse,
  type PreviousUpload,
  Upload,
} from 'tus-js-client';
import { titleOf } from './fileTitle';
import { isWorthRetrying, uploadFailure } from './uploadFailure';
import type { OpenTransfer } from './uploadQueue';

const ENDPOINT = '/api/v1/uploads';
const RETRY_MILLIS = [500, 1_000, 2_000, 5_000, 10_000, 20_000];
const GONE = [404, 410];

/** The server does not tell how far an upload is. */
class NoOffset extends Error {
  constructor(readonly response: HttpResponse) {
    super('no offset');
  }
}

/** The answer that made it fail; null where none came. */
function responseOf(error: unknown): HttpResponse | null {
  if (error instanceof NoOffset) return error.response;
  return error instanceof DetailedError ? (error.originalResponse ?? responseOf(error.causingError)) : null;
}

const statusOf = (error: unknown) => responseOf(error)?.getStatus() ?? null;

const bodyOf = (error: unknown) => responseOf(error)?.getBody() ?? '';

/**
 * Interop: tus-js-client 4.3.1 sends a file from its beginning again where the server does not tell how far
 * it is, even if it only asks for patience or for somebody who signs in. Only what is gone is worth that.
 */
function requireOffset(request: HttpRequest, response: HttpResponse): void {
  const status = response.getStatus();
  if (request.getMethod() !== 'HEAD' || status < 300 || GONE.includes(status)) return;
  throw new NoOffset(response);
}

/** A file on its way by tus 1.0. Where it was begun before, also before the page was loaded, it goes on. */
export const openTusTransfer: OpenTransfer = (file, events) => {
  // Answers that come after it was stopped belong to nobody.
  let generation = 0;
  const upload = new Upload(file, {
    endpoint: ENDPOINT,
    metadata: { filename: file.name, filetype: file.type, title: titleOf(file.name) },
    retryDelays: RETRY_MILLIS,
    removeFingerprintOnSuccess: true,
    onShouldRetry: (error) => isWorthRetrying(statusOf(error)),
    onAfterResponse: (request, response) => {
      requireOffset(request, response);
      const film = response.getHeader('Weir-Asset');
      if (film) events.onFilm(film);
    },
  });
  const start = async () => {
    const mine = ++generation;
    const isMine = () => mine === generation;
    upload.options.onProgress = (sent) => isMine() && events.onProgress(sent);
    upload.options.onSuccess = () => isMine() && events.onDone();
    upload.options.onError = (error) => {
      if (isMine()) events.onFailure(uploadFailure(statusOf(error), bodyOf(error)));
    };
    if (!upload.url) {
      const [previous] = await upload.findPreviousUploads();
      if (!isMine()) return;
      if (previous) upload.resumeFromPreviousUpload(previous);
    }
    upload.start();
  };
  const end = (terminate: boolean) => {
    generation++;
    upload.abort(terminate).catch(() => {
      // The server forgets what nobody goes on with.
    });
  };
  return {
    start: () => void start(),
    stop: () => end(false),
    discard: () => end(upload.url !== null),
  };
};

/** An upload of an earlier visit that was not brought to its end. */
export interface Unfinished {
  key: string;
  fileName: string;
  sizeBytes: number;
  sentBytes: number;
  url: string;
}

/** Asks how far an upload is, again where the server asks for patience or does not answer. */
async function askOffset(url: string): Promise<Response> {
  const ask = () => fetch(url, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
  for (const pause of RETRY_MILLIS) {
    const answer = await ask().catch(() => null);
    if (answer && !isWorthRetrying(answer.status)) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return ask();
}

async function unfinishedOf(previous: PreviousUpload): Promise<Unfinished | null> {
  const { uploadUrl, urlStorageKey, size, metadata } = previous;
  if (!uploadUrl) return null;
  const answer = await askOffset(uploadUrl);
  const sentBytes = Number(answer.headers.get('Upload-Offset') ?? Number.NaN);
  if (GONE.includes(answer.status) || sentBytes === size) await forgetUnfinished(urlStorageKey);
  if (!answer.ok || Number.isNaN(sentBytes) || sentBytes === size) return null;
  return {
    key: urlStorageKey,
    fileName: metadata.filename ?? '',
    sizeBytes: size ?? 0,
    sentBytes,
    url: uploadUrl,
  };
}

/** What this browser has begun to send, and the server still has. */
export async function findUnfinished(): Promise<Unfinished[]> {
  const all = await defaultOptions.urlStorage.findAllUploads();
  const found = await Promise.all(all.map((previous) => unfinishedOf(previous).catch(() => null)));
  return found.filter((unfinished) => unfinished !== null);
}

export const forgetUnfinished = (key: string) => defaultOptions.urlStorage.removeUpload(key);

export async function discardUnfinished({ url, key }: Unfinished): Promise<void> {
  await Upload.terminate(url);
  await forgetUnfinished(key);
}
