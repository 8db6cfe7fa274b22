import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const IDLE_MILLIS = 3_000;
const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'click', 'input', 'keydown', 'focusin'];

/** A click is a PointerEvent in every browser of today; the type of its element does not know. */
export const isTouch = (event: Event) => event instanceof PointerEvent && event.pointerType === 'touch';

/** A touch counts once it has become a click: the controls that it wakes must not receive it. */
const isSignOfLife = (event: Event) => event.type === 'click' || !isTouch(event);

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
    const onSign = (event: Event) => isSignOfLife(event) && wake();
    wake();
    for (const sign of SIGNS_OF_LIFE) element.addEventListener(sign, onSign);
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) element.removeEventListener(sign, onSign);
    };
  }, [stage, playing]);
  return idle;
}
