import { useEffect, useState } from 'preact/hooks';
import { parseSprites, type Sprite } from './sprites';

/** The small pictures of a film; none where the server has none, or there is no film to ask for. */
export function useSprites(id: string | null): readonly Sprite[] {
  const [sprites, setSprites] = useState<readonly Sprite[]>([]);
  useEffect(() => {
    if (id === null) return;
    const url = new URL(`/vod/${id}/thumbnails.vtt`, location.href).href;
    const controller = new AbortController();
    fetch(url, { signal: controller.signal })
      .then(async (answer) => {
        if (answer.ok) setSprites(parseSprites(await answer.text(), url));
      })
      .catch(() => {
        // The bar has its times without pictures too.
      });
    return () => controller.abort();
  }, [id]);
  return sprites;
}
