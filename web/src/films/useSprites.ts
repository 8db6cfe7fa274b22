import { useEffect, useState } from 'preact/hooks';
import { parseSprites, type Sprite } from './sprites';

/** The small pictures of a film; none where the server has none. */
export function useSprites(id: string): readonly Sprite[] {
  const [sprites, setSprites] = useState<readonly Sprite[]>([]);
  useEffect(() => {
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
