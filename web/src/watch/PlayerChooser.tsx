import type { PlayerChoice } from './address';
import { hasMediaSource } from './engine';

const CHOICES: ReadonlyArray<{ choice: PlayerChoice; label: string; title: string }> = [
  { choice: 'hls', label: 'HLS', title: 'HLS, played by hls.js' },
  { choice: 'dash', label: 'DASH', title: 'MPEG-DASH, played by shaka-player' },
];

interface Props {
  choice: PlayerChoice;
  onChoose: (choice: PlayerChoice) => void;
}

export function PlayerChooser({ choice, onChoose }: Props) {
  return (
    <fieldset class="chooser">
      <legend class="visually-hidden">Player</legend>
      {CHOICES.map((option) => {
        const barred = option.choice === 'dash' && !hasMediaSource();
        return (
          <label key={option.choice} title={barred ? 'This browser cannot play DASH' : option.title}>
            <input
              type="radio"
              name="player"
              value={option.choice}
              checked={option.choice === choice}
              disabled={barred}
              onChange={() => onChoose(option.choice)}
              data-testid={`player-${option.choice}`}
            />
            <span>{option.label}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
