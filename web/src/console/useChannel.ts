import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Channel, fetchChannel } from '../api/channels';
import { type Polling, startPolling } from '../common/poll';

const INTERVAL_MILLIS = 2_000;

/** A channel, asked for again and again, and why there is none. */
export function useChannel(name: string) {
  const [channel, setChannel] = useState<Channel | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const polling = useRef<Polling | null>(null);
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      try {
        const answer = await fetchChannel(name);
        if (isOver) return;
        setChannel(answer);
        setFailure(null);
      } catch (error) {
        if (!isOver) setFailure(error);
      }
    };
    const begun = startPolling(ask, () => INTERVAL_MILLIS);
    polling.current = begun;
    return () => {
      isOver = true;
      begun.stop();
    };
  }, [name]);
  const askNow = useCallback(() => polling.current?.now(), []);
  return { channel, failure, askNow };
}
