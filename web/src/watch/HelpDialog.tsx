import { Dialog } from '../common/Dialog';
import { SHORTCUTS } from './shortcuts';

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog heading="Keyboard" testId="help-dialog" onClose={onClose}>
      <dl class="shortcuts">
        {SHORTCUTS.filter(({ isOffered }) => isOffered?.() !== false).map(({ keys, does }) => (
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
