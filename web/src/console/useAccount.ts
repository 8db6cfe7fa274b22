import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fetchAccount } from '../api/account';
import { type Polling, startPolling } from '../common/poll';
import { type Account, answered, unanswered } from './account';

const RETRY_MILLIS = 3_000;
/** Lists of films say nothing of a session that has ended: they have what everybody may see. */
const CHECK_MILLIS = 30_000;

/** Who is signed in; asks until nobody is, and tells when a session has ended. */
export function useAccount() {
  const [account, setAccount] = useState<Account>({ kind: 'looking' });
  const polling = useRef<Polling | null>(null);
  const isAsking = account.kind !== 'out';
  useEffect(() => {
    if (!isAsking) return;
    let isOver = false;
    let pause = RETRY_MILLIS;
    const ask = async () => {
      try {
        const name = await fetchAccount();
        pause = CHECK_MILLIS;
        if (!isOver) setAccount((last) => answered(last, name));
      } catch {
        pause = RETRY_MILLIS;
        if (!isOver) setAccount(unanswered);
      }
    };
    const begun = startPolling(ask, () => pause);
    polling.current = begun;
    return () => {
      isOver = true;
      begun.stop();
    };
  }, [isAsking]);
  const askNow = useCallback(() => polling.current?.now(), []);
  const isIn = useCallback((name: string) => setAccount({ kind: 'in', name }), []);
  const isOut = useCallback((why: string | null) => setAccount({ kind: 'out', why }), []);
  return { account, askNow, isIn, isOut };
}
