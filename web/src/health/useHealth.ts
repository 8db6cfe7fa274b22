import { useEffect, useState } from 'preact/hooks';
import { fetchHealth } from '../api/health';
import { startPolling } from '../common/poll';
import { continues, extend, type HealthRecord } from './record';

const INTERVAL_MILLIS = 2_000;

export interface WatchedHealth {
  record: HealthRecord | null;
  status: 'asking' | 'known' | 'offline' | 'silent';
}

/** Asks for as long as somebody looks, each time for what is new. */
export function useHealth(name: string): WatchedHealth {
  const [watched, setWatched] = useState<WatchedHealth>({ record: null, status: 'asking' });
  useEffect(() => {
    let record: HealthRecord | null = null;
    let stopped = false;
    const ask = async () => {
      try {
        let answer = await fetchHealth(name, record?.latest.next ?? 0);
        if (answer && record && !continues(record, answer)) answer = await fetchHealth(name, 0);
        record = answer && extend(record, answer);
        if (!stopped) setWatched({ record, status: record ? 'known' : 'offline' });
      } catch {
        if (!stopped) setWatched((last) => ({ ...last, status: 'silent' }));
      }
    };
    const polling = startPolling(ask, () => INTERVAL_MILLIS);
    return () => {
      stopped = true;
      polling.stop();
    };
  }, [name]);
  return watched;
}
