import { useEffect, useState } from 'preact/hooks';
import { fetchPosition, resumeAt } from './position';

/**
 * Where the film begins: where the address says, or where the viewer left. Null while that is not known.
 *
 * @param durationSeconds undefined until the film can be watched
 */
export function useStart(id: string, asked: number | null, durationSeconds: number | null | undefined) {
  const [start, setStart] = useState<number | null>(asked);
  const isKnown = durationSeconds !== undefined;
  useEffect(() => {
    if (asked !== null || !isKnown) return;
    let isOver = false;
    void fetchPosition(id).then((kept) => {
      if (!isOver) setStart(resumeAt(kept, durationSeconds));
    });
    return () => {
      isOver = true;
    };
  }, [id, asked, isKnown]);
  return start;
}
