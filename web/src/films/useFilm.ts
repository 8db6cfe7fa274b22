import { useEffect, useState } from 'preact/hooks';
import { fetchFilm, type Film, isUnderWay } from '../api/library';
import { Problem } from '../api/problem';
import { startPolling } from '../common/poll';

const BUSY_MILLIS = 2_000;
/** One that is not there may come, but hardly soon. */
const ABSENT_MILLIS = 10_000;
const RETRY_MILLIS = 3_000;

export type FoundFilm =
  { kind: 'looking' } | { kind: 'missing' } | { kind: 'failing' } | { kind: 'there'; film: Film };

/** The film; asks again until it can be watched, and for as long as qualities are still made. */
export function useFilm(id: string): FoundFilm {
  const [found, setFound] = useState<FoundFilm>({ kind: 'looking' });
  useEffect(() => {
    let pause = RETRY_MILLIS;
    const polling = startPolling(
      async () => {
        try {
          const film = await fetchFilm(id);
          pause = BUSY_MILLIS;
          setFound({ kind: 'there', film });
          if (film.state === 'ready' && !isUnderWay(film)) polling.stop();
        } catch (error) {
          const isMissing = error instanceof Problem && error.status === 404;
          pause = isMissing ? ABSENT_MILLIS : RETRY_MILLIS;
          // What is known stays while the server does not answer.
          setFound((last) =>
            isMissing ? { kind: 'missing' } : last.kind === 'there' ? last : { kind: 'failing' },
          );
        }
      },
      () => pause,
    );
    return () => polling.stop();
  }, [id]);
  return found;
}
