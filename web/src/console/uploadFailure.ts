import { problemOf } from '../api/problem';

/** Why an upload stands still, in words. */
export interface UploadFailure {
  words: string;
  cure: Cure;
}

/** What has to come before it goes on: the server, somebody who signs in, or who wants it; or nothing helps. */
export type Cure = 'connection' | 'sign-in' | 'viewer' | 'none';

const FINAL = [400, 413, 415];

const WORDS = new Map<number, string>([
  [401, 'Your session is over. It goes on where it was when you have signed in again.'],
  [404, 'The server does not know this upload any more. Resume to send the file from its beginning.'],
  [410, 'The server does not know this upload any more. Resume to send the file from its beginning.'],
  [507, 'The server’s disk is full. Delete something or make room, then resume: what was sent is kept.'],
]);

/** @param status null where no answer came */
export function uploadFailure(status: number | null, body: string): UploadFailure {
  if (status === null || status === 0) {
    return {
      words: 'The connection was lost. It goes on by itself when the server can be reached again.',
      cure: 'connection',
    };
  }
  const detail = problemOf(status, body).message;
  const words = status === 413 ? `This file is too large. ${detail}` : (WORDS.get(status) ?? detail);
  return { words, cure: FINAL.includes(status) ? 'none' : status === 401 ? 'sign-in' : 'viewer' };
}

/** Whether the same request may well be answered a moment later; a full disk waits for people. */
export function isWorthRetrying(status: number | null): boolean {
  if (status === null || status === 0) return true;
  return (status >= 500 && status !== 507) || [408, 409, 423, 429].includes(status);
}
