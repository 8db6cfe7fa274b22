import { isChannelName } from '../words/publishing';

/** What the console shows, as its address says after the #. */
export type Place = { view: 'library' } | { view: 'channels' } | { view: 'channel'; name: string };

export const CHANNELS_ADDRESS = '#channels';

export const channelAddress = (name: string) => `${CHANNELS_ADDRESS}/${name}`;

/** An address that says nothing shows the library. */
export function placeOf(hash: string): Place {
  const [first, name, ...more] = hash.split('/');
  if (first !== CHANNELS_ADDRESS || more.length > 0) return { view: 'library' };
  return name !== undefined && isChannelName(name) ? { view: 'channel', name } : { view: 'channels' };
}
