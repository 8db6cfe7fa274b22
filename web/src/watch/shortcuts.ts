/** The keyboard, as a table: what a key does, and which keys a focused control keeps for itself. */

import { hasPictureInPicture } from './screen';

export type Command =
  | 'toggle-play'
  | 'toggle-mute'
  | 'toggle-fullscreen'
  | 'toggle-picture-in-picture'
  | 'volume-up'
  | 'volume-down'
  | 'go-back'
  | 'go-on'
  | 'go-live'
  | 'toggle-stats'
  | 'toggle-help';

const COMMANDS = new Map<string, Command>([
  [' ', 'toggle-play'],
  ['k', 'toggle-play'],
  ['m', 'toggle-mute'],
  ['f', 'toggle-fullscreen'],
  ['p', 'toggle-picture-in-picture'],
  ['ArrowUp', 'volume-up'],
  ['ArrowDown', 'volume-down'],
  ['ArrowLeft', 'go-back'],
  ['ArrowRight', 'go-on'],
  ['l', 'go-live'],
  ['i', 'toggle-stats'],
  ['?', 'toggle-help'],
]);

/** One line of the help. */
export interface Shortcut {
  keys: string[];
  does: string;
  /** Where not every browser can. */
  isOffered?: () => boolean;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Space', 'K'], does: 'Play or pause' },
  { keys: ['←', '→'], does: '10 seconds back, on' },
  { keys: ['L'], does: 'Go to live' },
  { keys: ['M'], does: 'Sound on or off' },
  { keys: ['↑', '↓'], does: 'Louder, quieter' },
  { keys: ['F'], does: 'Full screen' },
  { keys: ['P'], does: 'Picture in picture', isOffered: hasPictureInPicture },
  { keys: ['I'], does: 'Statistics' },
  { keys: ['?'], does: 'This list' },
];

/** Where the keyboard's focus is: controls use some keys themselves. */
export type Focus = 'page' | 'button' | 'choice' | 'text';

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const TAKEN: Record<Focus, (key: string) => boolean> = {
  page: () => false,
  button: (key) => key === ' ',
  choice: (key) => key === ' ' || key === 'Home' || key === 'End' || key.startsWith('Arrow'),
  text: () => true,
};

/** What a page's keys do. */
export interface Keyboard<C extends string> {
  commands: ReadonlyMap<string, C>;
  /** What goes on being done while its key is held down, as the keyboard repeats it. */
  repeatable: ReadonlySet<C>;
}

export function lookUp<C extends string>(
  { commands }: Keyboard<C>,
  { key, ctrlKey, metaKey, altKey }: Key,
  focus: Focus,
): C | null {
  if (ctrlKey || metaKey || altKey || TAKEN[focus](key)) return null;
  return commands.get(key.length === 1 ? key.toLowerCase() : key) ?? null;
}

/** The keys of a live stream. */
export const LIVE_KEYBOARD: Keyboard<Command> = {
  commands: COMMANDS,
  repeatable: new Set(['volume-up', 'volume-down', 'go-back', 'go-on']),
};

export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target.matches('textarea, input:not([type=range], [type=radio])'))
    return 'text';
  if (target.matches('input, select')) return 'choice';
  return target.matches('button, a, summary') ? 'button' : 'page';
}
