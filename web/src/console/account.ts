/** Who is signed in, as far as the page knows. */
export type Account =
  | { kind: 'looking' }
  | { kind: 'unreachable' }
  /** `why` where somebody was signed in before. */
  | { kind: 'out'; why: string | null }
  | { kind: 'in'; name: string };

const OVER = 'Your session is over. Sign in again; uploads go on where they were.';

/** @param name of whom the server knows the page as; null where it knows it as nobody's */
export function answered(last: Account, name: string | null): Account {
  if (name === null) return last.kind === 'in' ? { kind: 'out', why: OVER } : { kind: 'out', why: null };
  return last.kind === 'in' && last.name === name ? last : { kind: 'in', name };
}

/** Nobody is signed out by a server that does not answer. */
export const unanswered = (last: Account): Account => (last.kind === 'in' ? last : { kind: 'unreachable' });
