import { problemOf } from '../api/problem';

/** Why an upload stands still, in words. */
export interface UploadFailure {
  words: string;
  /** The server could not be reached: it may go on by itself. */
  isDisconnected: boolean;
  /** Trying again with the same file makes no sense. */
  isFinal: boolean;
}

const WORDS = new Map<number, string>([
  [401, 'Your session is over. Sign in again, then resume: nothing that was sent is lost.'],
  [404, 'The server does not know this upload any more. Resume to send the file from its beginning.'],
  [410, 'The server does not know this upload any more. Resume to send the file from its beginning.'],
  [507, 'The server’s disk is full. Delete something or make room, then resume: what was sent is kept.'],
]);

/** @param status null where no answer came */
export function uploadFailure(status: number | null, body: string): UploadFailure {
  if (status === null || status === 0) {
    return {
      words: 'The connection was lost. It goes on by itself when the network is back.',
      isDisconnected: true,
      isFinal: false,
    };
  }
  const detail = problemOf(status, body).message;
  const words = status === 413 ? `This file is too large. ${detail}` : (WORDS.get(status) ?? detail);
  return { words, isDisconnected: false, isFinal: status === 413 || status === 400 || status === 415 };
}

/** Whether the same request may well be answered a moment later; a full disk waits for people. */
export function isWorthRetrying(status: number | null): boolean {
  if (status === null || status === 0) return true;
  return (status >= 500 && status !== 507) || [408, 409, 423, 429].includes(status);
}
