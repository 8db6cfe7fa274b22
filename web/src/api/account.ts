import { call, callJson } from './call';
import { Problem } from './problem';

/** Whoever is signed in, and the tokens by which programs are. */

export interface ApiToken {
  id: string;
  title: string;
  createdAt: string;
  usedAt: string | null;
}

/** The name of the account, or null where nobody is signed in. */
export async function fetchAccount(): Promise<string | null> {
  try {
    return (await callJson<{ account: string }>('GET', '/api/v1/session')).account;
  } catch (error) {
    if (error instanceof Problem && (error.status === 401 || error.status === 403)) return null;
    throw error;
  }
}

/** The name of the account. */
export const signIn = async (name: string, password: string) =>
  (await callJson<{ account: string }>('POST', '/api/v1/session', { name, password })).account;

export const signOut = () => call('DELETE', '/api/v1/session');

/** Ends every session, this one too. */
export const changePassword = (current: string, next: string) =>
  call('PUT', '/api/v1/password', { current, next });

export const fetchTokens = async () =>
  (await callJson<{ tokens: ApiToken[] }>('GET', '/api/v1/tokens')).tokens;

/** The token itself, which the server tells this once. */
export const makeToken = async (title: string) =>
  (await callJson<{ token: string }>('POST', '/api/v1/tokens', { title })).token;

export const removeToken = (id: string) => call('DELETE', `/api/v1/tokens/${encodeURIComponent(id)}`);
