import { useCallback, useEffect, useState } from 'preact/hooks';
import { fetchAccount } from '../api/account';
import { startPolling } from '../common/poll';

const RETRY_MILLIS = 3_000;

export type Account =
  | { kind: 'looking' }
  | { kind: 'unreachable' }
  /** `why` where somebody was signed in before. */
  | { kind: 'out'; why: string | null }
  | { kind: 'in'; name: string };

/** Who is signed in; asks for as long as there is no answer. */
export function useAccount() {
  const [account, setAccount] = useState<Account>({ kind: 'looking' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const polling = startPolling(
      async () => {
        try {
          const name = await fetchAccount();
          setAccount(name === null ? { kind: 'out', why: null } : { kind: 'in', name });
          polling.stop();
        } catch {
          setAccount({ kind: 'unreachable' });
        }
      },
      () => RETRY_MILLIS,
    );
    return () => polling.stop();
  }, [round]);
  const askAgain = useCallback(() => setRound((last) => last + 1), []);
  const isOut = useCallback((why: string | null) => setAccount({ kind: 'out', why }), []);
  return { account, askAgain, isOut };
}
