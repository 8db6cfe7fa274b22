import type { ComponentChildren } from 'preact';
import { Icon } from '../common/Icon';
import type { PlayerChoice } from './address';
import { PlayerChooser } from './PlayerChooser';
import type { OpenDialog } from './useDialogs';

interface Props {
  choice: PlayerChoice;
  onChoose: (choice: PlayerChoice) => void;
  statsShown: boolean;
  onToggleStats: () => void;
  onOpen: (dialog: OpenDialog) => void;
  /** What only this page has. */
  children: ComponentChildren;
}

/** What can be done on a page with a player, beside its title. */
export function PageActions({ choice, onChoose, statsShown, onToggleStats, onOpen, children }: Props) {
  return (
    <div class="details-actions">
      <PlayerChooser choice={choice} onChoose={onChoose} />
      <button
        type="button"
        class="button"
        aria-pressed={statsShown}
        onClick={onToggleStats}
        data-testid="stats-button"
      >
        <Icon name="stats" />
        Stats
      </button>
      {children}
      <button type="button" class="button" onClick={() => onOpen('embed')} data-testid="embed-button">
        <Icon name="embed" />
        Embed
      </button>
      <button
        type="button"
        class="button icon-only"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => onOpen('help')}
        data-testid="help-button"
      >
        <Icon name="help" />
      </button>
    </div>
  );
}
