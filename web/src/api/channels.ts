import { call, callJson } from './call';

/** Places to publish to, as the server tells of them to whoever is signed in. */

export interface StreamKey {
  id: string;
  label: string;
  createdAt: string | null;
  usedAt: string | null;
}

/** What `default` stands for is the server's own for all channels. */
export interface Policies {
  secondPublisher: string;
  dvr: string;
  ladder: string;
  ladderRuns: string;
}

export interface Channel extends Policies {
  name: string;
  title: string | null;
  /** In the configuration file, so that nothing of it is changed here. */
  fixed: boolean;
  createdAt: string | null;
  changedAt: string | null;
  keys: StreamKey[];
  live: { state: string; onAirSince: string; viewers: number } | null;
}

export interface ChannelPage {
  channels: Channel[];
  /** Where the next page begins. */
  next: string | null;
}

export type ChannelChange = Partial<Policies> & { title?: string };

const CHANNELS = '/api/v1/channels';

const channelPath = (name: string) => `${CHANNELS}/${encodeURIComponent(name)}`;

const keyPath = (name: string, id: string) => `${channelPath(name)}/keys/${encodeURIComponent(id)}`;

export function fetchChannels(query: string, after: string | null): Promise<ChannelPage> {
  const asked = new URLSearchParams();
  if (query !== '') asked.set('query', query);
  if (after !== null) asked.set('after', after);
  return callJson<ChannelPage>('GET', `${CHANNELS}?${asked}`);
}

export const fetchChannel = (name: string) => callJson<Channel>('GET', channelPath(name));

export const makeChannel = (name: string, title: string) =>
  callJson<Channel>('POST', CHANNELS, { name, title, keyLabel: 'First key' });

export const changeChannel = (name: string, change: ChannelChange) =>
  callJson<Channel>('PATCH', channelPath(name), change);

export const removeChannel = (name: string) => call('DELETE', channelPath(name));

export const addKey = (name: string, label: string) =>
  callJson<StreamKey>('POST', `${channelPath(name)}/keys`, { label });

export const removeKey = (name: string, id: string) => call('DELETE', keyPath(name, id));

/** What an encoder has to send, which is in no other answer. */
export const revealKey = async (name: string, id: string) =>
  (await callJson<{ key: string }>('POST', `${keyPath(name, id)}/reveal`)).key;
