import { Dialog } from '../common/Dialog';
import type { Shortcut } from './shortcuts';

interface Props {
  shortcuts: readonly Shortcut[];
  onClose: () => void;
}

export function HelpDialog({ shortcuts, onClose }: Props) {
  return (
    <Dialog heading="Keyboard" testId="help-dialog" onClose={onClose}>
      <dl class="shortcuts">
        {shortcuts
          .filter(({ isOffered }) => isOffered?.() !== false)
          .map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  );
}
