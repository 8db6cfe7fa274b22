import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Channel, fetchChannels } from '../api/channels';
import { type Polling, startPolling } from '../common/poll';

const INTERVAL_MILLIS = 4_000;

interface Listed {
  channels: Channel[];
  hasMore: boolean;
}

async function fetchPages(query: string, count: number): Promise<Listed> {
  const channels: Channel[] = [];
  let after: string | null = null;
  for (let page = 0; page < count && (page === 0 || after !== null); page++) {
    const { channels: more, next } = await fetchChannels(query, after);
    channels.push(...more);
    after = next;
  }
  return { channels, hasMore: after !== null };
}

/** The channels that have `query` in them, asked for again and again. */
export function useChannels(query: string) {
  const [listed, setListed] = useState<Listed | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [pages, setPages] = useState(1);
  const polling = useRef<Polling | null>(null);
  useEffect(() => setPages(1), [query]);
  useEffect(() => {
    let isOver = false;
    const ask = async () => {
      try {
        const answer = await fetchPages(query, pages);
        if (isOver) return;
        setListed(answer);
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
  }, [query, pages]);
  const showMore = useCallback(() => setPages((count) => count + 1), []);
  return { listed, failure, showMore };
}
