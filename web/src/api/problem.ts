/** What the server says where it does not do what was asked (RFC 9457). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
  }
}

const LAST_RESORT = 'The server answered with something that this page does not understand.';

export function problemOf(status: number, body: string): Problem {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    if (typeof detail === 'string' && detail !== '') return new Problem(status, detail);
  } catch {
    // No problem document: a proxy in between has answered.
  }
  return new Problem(status, `${LAST_RESORT} (${status})`);
}

/** What went wrong, in words for whoever asked. */
export function wordsOf(error: unknown): string {
  return error instanceof Problem ? error.message : 'The server does not answer. Try again in a moment.';
}
