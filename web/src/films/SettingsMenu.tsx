import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../common/Icon';
import { chosenLabel, type Menu } from './menus';
import { PopUp } from './PopUp';

interface Props {
  menus: readonly Menu[];
  onOpen: (open: boolean) => void;
}

/** Quality, sound, subtitles and speed: what there is to choose, then the choice. */
export function SettingsMenu({ menus, onOpen }: Props) {
  return (
    <PopUp icon="settings" label="Settings" testId="settings" onOpen={onOpen}>
      {(close) => <Pages menus={menus} onDone={close} />}
    </PopUp>
  );
}

function Pages({ menus, onDone }: { menus: readonly Menu[]; onDone: () => void }) {
  const [page, setPage] = useState<string | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  const menu = menus.find(({ id }) => id === page);
  useEffect(() => {
    const items = panel.current;
    (items?.querySelector<HTMLElement>('[aria-checked=true]') ?? items?.querySelector('button'))?.focus();
  }, [page]);
  return (
    <div ref={panel}>
      {menu ? (
        <Options menu={menu} onBack={() => setPage(null)} onDone={onDone} />
      ) : (
        menus.map(({ id, label, choices }) => (
          <button
            key={id}
            type="button"
            role="menuitem"
            class="menu-item"
            onClick={() => setPage(id)}
            data-testid={`menu-${id}`}
          >
            <span>{label}</span>
            <span class="menu-value">{chosenLabel(choices)}</span>
          </button>
        ))
      )}
    </div>
  );
}

interface OptionsProps {
  menu: Menu;
  onBack: () => void;
  onDone: () => void;
}

function Options({ menu, onBack, onDone }: OptionsProps) {
  const { label, choices } = menu;
  return (
    <>
      <button type="button" role="menuitem" class="menu-item menu-back" onClick={onBack}>
        <Icon name="back" />
        {label}
      </button>
      {choices.options.map((option) => (
        <button
          key={option.id}
          type="button"
          role="menuitemradio"
          aria-checked={option.id === choices.chosen}
          class="menu-item"
          onClick={() => {
            choices.choose(option.id);
            onDone();
          }}
          data-testid={`option-${option.id}`}
        >
          <span class="menu-check">{option.id === choices.chosen && <Icon name="check" />}</span>
          <span>{option.label}</span>
        </button>
      ))}
    </>
  );
}
