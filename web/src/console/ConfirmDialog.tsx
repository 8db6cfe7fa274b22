import type { ComponentChildren } from 'preact';
import { Dialog } from '../common/Dialog';
import { ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

interface Props {
  heading: string;
  testId: string;
  onClose: () => void;
  onConfirm: () => Promise<void>;
  /** What goes, and that it does not come back. */
  children: ComponentChildren;
}

/** Asks before something is deleted. */
export function ConfirmDialog({ heading, testId, onClose, onConfirm, children }: Props) {
  const { busy, problem, submit } = useSubmit(async () => {
    await onConfirm();
    onClose();
  });
  return (
    <Dialog heading={heading} testId={testId} onClose={onClose}>
      <p>{children}</p>
      <ProblemLine text={problem} />
      <div class="form-end">
        <button type="button" class="button" autofocus onClick={onClose} data-testid="keep">
          Keep it
        </button>
        <button
          type="button"
          class="button danger-filled"
          disabled={busy}
          onClick={() => void submit()}
          data-testid="delete-confirm"
        >
          Delete
        </button>
      </div>
    </Dialog>
  );
}
