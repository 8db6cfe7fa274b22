import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from '../common/Icon';

interface Props {
  icon: IconName;
  label: string;
  testId: string;
  onOpen: (open: boolean) => void;
  children: (close: () => void) => ComponentChildren;
}

/** A button with a menu above it. Arrows move in it, Escape and a press elsewhere close it. */
export function PopUp({ icon, label, testId, onOpen, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const change = (next: boolean) => {
    setOpen(next);
    onOpen(next);
  };
  const close = () => {
    change(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as Node)) change(false);
    };
    document.addEventListener('pointerdown', onPress);
    return () => document.removeEventListener('pointerdown', onPress);
  }, [open]);
  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') close();
    else if (!moveFocus(root.current, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={root} class="pop-up" onKeyDown={onKey}>
      <button
        ref={button}
        type="button"
        class="control"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => change(!open)}
        data-testid={testId}
      >
        <Icon name={icon} />
      </button>
      {open && (
        <div class="pop-up-panel" role="menu" aria-label={label} data-testid={`${testId}-menu`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Whether the key is one that moves. */
function moveFocus(root: HTMLElement | null, key: string): boolean {
  const step = STEPS[key];
  const items = [...(root?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
  if (!step || items.length === 0) return false;
  const at = items.indexOf(document.activeElement as HTMLElement);
  items[at < 0 && key === 'ArrowUp' ? items.length - 1 : step(at, items.length)]?.focus();
  return true;
}
