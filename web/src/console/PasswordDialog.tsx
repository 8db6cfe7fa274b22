import { useState } from 'preact/hooks';
import { changePassword } from '../api/account';
import { Dialog } from '../common/Dialog';
import { Field, ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

const SHORTEST = 10;
const LONGEST = 200;

interface Props {
  onClose: () => void;
  onChanged: () => void;
}

export function PasswordDialog({ onClose, onChanged }: Props) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { busy, problem, submit } = useSubmit(async () => {
    await changePassword(current, next);
    onChanged();
  });
  return (
    <Dialog heading="Change the password" testId="password-dialog" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        {/* Password managers want to know whose password it is. */}
        <input
          class="visually-hidden"
          type="text"
          autocomplete="username"
          value="admin"
          tabIndex={-1}
          readOnly
        />
        <Field
          id="current-password"
          label="Current password"
          type="password"
          value={current}
          autocomplete="current-password"
          maxLength={LONGEST}
          onType={setCurrent}
        />
        <Field
          id="new-password"
          label="New password"
          type="password"
          value={next}
          autocomplete="new-password"
          hint={`At least ${SHORTEST} characters. All sessions end, this one too; API tokens stay.`}
          minLength={SHORTEST}
          maxLength={LONGEST}
          onType={setNext}
        />
        <ProblemLine text={problem} />
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary" disabled={busy} data-testid="change-password">
            Change
          </button>
        </div>
      </form>
    </Dialog>
  );
}
