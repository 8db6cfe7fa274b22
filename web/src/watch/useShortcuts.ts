import { useEffect, useRef } from 'preact/hooks';
import { type Command, commandFor, focusOf, isRepeatable } from './shortcuts';

/** Runs the commands of the keyboard, wherever on the page the focus is; an open dialog keeps its keys. */
export function useShortcuts(actions: Record<Command, () => void>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = commandFor(event, focusOf(event.target));
      if (!command || (document.querySelector('dialog[open]') && command !== 'toggle-help')) return;
      event.preventDefault();
      if (!event.repeat || isRepeatable(command)) latest.current[command]();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
