import { useEffect, useRef } from 'preact/hooks';
import { focusOf, type Keyboard, lookUp } from './shortcuts';

/**
 * Runs the commands of the keyboard, wherever on the page the focus is; an open dialog keeps its keys, but
 * for the one that shows the help, `toggle-help`.
 */
export function useShortcuts<C extends string>(keyboard: Keyboard<C>, actions: Record<C, () => void>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = lookUp(keyboard, event, focusOf(event.target));
      if (!command || event.defaultPrevented) return;
      if (document.querySelector('dialog[open]') && command !== 'toggle-help') return;
      event.preventDefault();
      if (!event.repeat || keyboard.repeatable.has(command)) latest.current[command]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [keyboard]);
}
