import { hasPictureInPicture } from '../watch/screen';
import type { Keyboard, Shortcut } from '../watch/shortcuts';

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

export type FilmCommand =
  | 'toggle-play'
  | 'toggle-mute'
  | 'toggle-fullscreen'
  | 'toggle-picture-in-picture'
  | 'toggle-subtitles'
  | 'volume-up'
  | 'volume-down'
  | 'go-back'
  | 'go-on'
  | 'step-back'
  | 'step-on'
  | 'go-to-start'
  | 'go-to-end'
  | `go-to-${Digit}`
  | 'faster'
  | 'slower'
  | 'toggle-stats'
  | 'toggle-help';

export const DIGITS: readonly Digit[] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export const GO_SECONDS = 10;
export const STEP_SECONDS = 5;

/** As on the big sites. */
export const FILM_KEYBOARD: Keyboard<FilmCommand> = {
  commands: new Map<string, FilmCommand>([
    [' ', 'toggle-play'],
    ['k', 'toggle-play'],
    ['j', 'go-back'],
    ['l', 'go-on'],
    ['ArrowLeft', 'step-back'],
    ['ArrowRight', 'step-on'],
    ['ArrowUp', 'volume-up'],
    ['ArrowDown', 'volume-down'],
    ['Home', 'go-to-start'],
    ['End', 'go-to-end'],
    ...DIGITS.map((digit): [string, FilmCommand] => [digit, `go-to-${digit}`]),
    ['m', 'toggle-mute'],
    ['c', 'toggle-subtitles'],
    ['f', 'toggle-fullscreen'],
    ['p', 'toggle-picture-in-picture'],
    ['>', 'faster'],
    ['<', 'slower'],
    ['i', 'toggle-stats'],
    ['?', 'toggle-help'],
  ]),
  repeatable: new Set(['volume-up', 'volume-down', 'go-back', 'go-on', 'step-back', 'step-on']),
};

export const FILM_SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Space', 'K'], does: 'Play or pause' },
  { keys: ['J', 'L'], does: '10 seconds back, on' },
  { keys: ['←', '→'], does: '5 seconds back, on' },
  { keys: ['0', '…', '9'], does: 'To a tenth of the film' },
  { keys: ['Home', 'End'], does: 'To its beginning, its end' },
  { keys: ['↑', '↓'], does: 'Louder, quieter' },
  { keys: ['M'], does: 'Sound on or off' },
  { keys: ['C'], does: 'Subtitles on or off' },
  { keys: ['<', '>'], does: 'Slower, faster' },
  { keys: ['F'], does: 'Full screen' },
  { keys: ['P'], does: 'Picture in picture', isOffered: hasPictureInPicture },
  { keys: ['I'], does: 'Statistics' },
  { keys: ['?'], does: 'This list' },
];
