import { useRef } from 'preact/hooks';
import type { Film } from '../api/library';
import { Pace } from '../words/pace';

/** Chunks end in steps: only a longer look tells how fast they go. */
const WINDOW_MILLIS = 60_000;

/** How long what is under way for a film still takes, from how it went on so far. */
export function useProgress(films: Film[] | null): (film: Film) => number | null {
  const paces = useRef(new Map<string, Pace>());
  const last = useRef(films);
  if (films && films !== last.current) {
    last.current = films;
    for (const film of films) {
      if (film.progress === null) paces.current.delete(film.id);
      else paceOf(paces.current, film.id).add(film.progress, performance.now());
    }
  }
  return (film) => paces.current.get(film.id)?.secondsLeft(1) ?? null;
}

function paceOf(paces: Map<string, Pace>, id: string): Pace {
  const known = paces.get(id) ?? new Pace(WINDOW_MILLIS);
  paces.set(id, known);
  return known;
}
