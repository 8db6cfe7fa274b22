import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { fetchFilms, type Film, type FilmState, isUnderWay } from '../api/library';
import { type Polling, startPolling } from './poll';

/** While nothing is under way. */
const QUIET_MILLIS = 30_000;
/** Typing is over when nothing was typed for so long. */
const TYPING_MILLIS = 250;

export interface Films {
  /** Null until the first answer. */
  films: Film[] | null;
  hasMore: boolean;
  /** Why the last question was not answered. */
  failure: unknown;
  /** The words and the state that the films were looked for with. */
  query: string;
}

const NOTHING: Films = { films: null, hasMore: false, failure: null, query: '' };

/** So many films, page by page. */
async function fetchSome(query: string, state: FilmState | '', most: number, pageSize: number) {
  const films: Film[] = [];
  let after: string | null = null;
  do {
    const page = await fetchFilms({ query, state, after, limit: pageSize });
    films.push(...page.assets);
    after = page.next;
  } while (after !== null && films.length < most);
  return { films, hasMore: after !== null };
}

interface Asked {
  query: string;
  state: FilmState | '';
  pageSize: number;
  /** How long after an answer that tells of something under way, or after none, is asked again. */
  busyMillis: number;
}

/** The films of the library, newest first; asks again now and then. */
export function useFilms({ query, state, pageSize, busyMillis }: Asked) {
  const [found, setFound] = useState<Films>(NOTHING);
  const most = useRef(pageSize);
  const polling = useRef<Polling | null>(null);
  useEffect(() => {
    most.current = pageSize;
    let isOver = false;
    let isBusy = false;
    const ask = async () => {
      try {
        const some = await fetchSome(query, state, most.current, pageSize);
        isBusy = some.films.some(isUnderWay);
        if (!isOver) setFound({ ...some, failure: null, query });
      } catch (failure) {
        isBusy = true;
        if (!isOver) setFound((last) => ({ ...last, failure }));
      }
    };
    const begin = () => {
      polling.current = startPolling(ask, () => (isBusy ? busyMillis : QUIET_MILLIS));
    };
    const timer = setTimeout(begin, query === '' ? 0 : TYPING_MILLIS);
    return () => {
      isOver = true;
      clearTimeout(timer);
      polling.current?.stop();
      polling.current = null;
    };
  }, [query, state, pageSize, busyMillis]);
  const askNow = useCallback(() => polling.current?.now(), []);
  const showMore = useCallback(() => {
    most.current += pageSize;
    polling.current?.now();
  }, [pageSize]);
  return { ...found, askNow, showMore };
}
