import { useEffect, useState } from 'preact/hooks';
import { fetchKept, findStretch, type Found } from '../api/past';
import { startPolling } from '../common/poll';
import { manifestUrl } from '../watch/address';
import { type Kept, stretchQuery, type AskedStretch } from './stretch';

const RETRY_MILLIS = 4_000;

export type Past = Found | { kind: 'looking' };

/** Whether there is something in the stretch; asks again for as long as there is no answer. */
export function usePast(name: string, asked: AskedStretch): Past {
  const [past, setPast] = useState<Past>({ kind: 'looking' });
  const url = manifestUrl(name, 'hls') + stretchQuery(asked);
  useEffect(() => {
    const polling = startPolling(
      async () => {
        const found = await findStretch(url).catch((): Found => ({ kind: 'failing' }));
        setPast(found);
        if (found.kind !== 'failing') polling.stop();
      },
      () => RETRY_MILLIS,
    );
    return () => polling.stop();
  }, [url]);
  return past;
}

/** What is kept of the stream; null while that is not known. */
export function useKept(name: string): Kept[] | null {
  const [kept, setKept] = useState<Kept[] | null>(null);
  useEffect(() => {
    const polling = startPolling(
      async () => {
        try {
          setKept(await fetchKept(name));
          polling.stop();
        } catch {
          // The next question may be answered.
        }
      },
      () => RETRY_MILLIS,
    );
    return () => polling.stop();
  }, [name]);
  return kept;
}
