import { useState } from 'preact/hooks';
import { recall, remember } from '../common/preferences';
import { asPlayerChoice, type PlayerChoice, withPlayer } from './address';
import { playableChoice } from './engine';

const PLAYER_KEY = 'player';

/** Which library plays: what the address asks for, or what was chosen last. */
export function usePlayerChoice(asked: PlayerChoice | null) {
  const [choice, setChoice] = useState(() =>
    playableChoice(asked ?? asPlayerChoice(recall(PLAYER_KEY)) ?? 'hls'),
  );
  const choose = (next: PlayerChoice) => {
    remember(PLAYER_KEY, next);
    history.replaceState(null, '', withPlayer(location.href, next));
    setChoice(next);
  };
  return [choice, choose] as const;
}
