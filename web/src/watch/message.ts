import type { StreamStatus } from './supervision';

/** The one thing to tell the viewer; none while the picture speaks for itself. */
export type Message = 'none' | 'loading' | 'offline' | 'interrupted' | 'unreachable' | 'retrying';

export interface Situation {
  status: StreamStatus;
  answering: boolean;
  /** A player is at work. */
  open: boolean;
  /** It is not the first one, nor the second. */
  retrying: boolean;
  /** There is no picture to go on with. */
  starved: boolean;
}

export function messageFor({ status, answering, open, retrying, starved }: Situation): Message {
  if (status === 'offline') return open ? 'none' : 'offline';
  if (status === 'interrupted') return 'interrupted';
  if (!answering) return starved ? 'unreachable' : 'none';
  if (!starved) return 'none';
  return retrying ? 'retrying' : 'loading';
}
