import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const IDLE_MILLIS = 3_000;
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown', 'focusin'];

/** Whether the viewer just watches: playing, and no sign of life for a while. */
export function useIdle(stage: RefObject<HTMLElement | null>, playing: boolean): boolean {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const element = stage.current;
    if (!element || !playing) return setIdle(false);
    let timer: ReturnType<typeof setTimeout>;
    const wake = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), IDLE_MILLIS);
    };
    wake();
    for (const sign of SIGNS_OF_LIFE) element.addEventListener(sign, wake);
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) element.removeEventListener(sign, wake);
    };
  }, [stage, playing]);
  return idle;
}
