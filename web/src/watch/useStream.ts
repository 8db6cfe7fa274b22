import { useEffect, useRef, useState } from 'preact/hooks';
import { fetchLiveStream } from '../api/client';
import type { LiveStream } from '../api/streams';
import { type Polling, startPolling } from '../common/poll';
import type { StreamStatus } from './supervision';

/** While all is well there is little to ask; while something is awaited it should come soon. */
const STEADY_MILLIS = 5_000;
const WAITING_MILLIS = 2_000;

export interface WatchedStream {
  /** The last that is known, also after the stream went offline. */
  stream: LiveStream | null;
  status: StreamStatus;
  answering: boolean;
}

const UNKNOWN: WatchedStream = { stream: null, status: 'unknown', answering: true };

export function useStream(name: string): [WatchedStream, askNow: () => void] {
  const [watched, setWatched] = useState<WatchedStream>(UNKNOWN);
  const polling = useRef<Polling | null>(null);
  useEffect(() => {
    let status: StreamStatus = 'unknown';
    const ask = async () => {
      try {
        const stream = await fetchLiveStream(name);
        const now: StreamStatus = stream ? stream.state : 'offline';
        status = now;
        setWatched((last) => ({ stream: stream ?? last.stream, status: now, answering: true }));
      } catch {
        status = 'unknown';
        setWatched((last) => ({ ...last, status: 'unknown', answering: false }));
      }
    };
    polling.current = startPolling(ask, () => (status === 'live' ? STEADY_MILLIS : WAITING_MILLIS));
    return () => polling.current?.stop();
  }, [name]);
  return [watched, () => polling.current?.now()];
}
