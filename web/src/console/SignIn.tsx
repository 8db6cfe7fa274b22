import { useState } from 'preact/hooks';
import { signIn } from '../api/account';
import { Field, ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

interface Props {
  why: string | null;
  /** Uploads that stand still until somebody has signed in. */
  waiting: number;
  onSignedIn: (account: string) => void;
}

export function SignIn({ why, waiting, onSignedIn }: Props) {
  const [name, setName] = useState('admin');
  const [password, setPassword] = useState('');
  const { busy, problem, submit } = useSubmit(async () => {
    onSignedIn(await signIn(name, password));
  });
  return (
    <form class="panel sign-in" onSubmit={submit} data-testid="sign-in">
      <h1>Console</h1>
      <p class="quiet">Sign in to upload films and look after the library.</p>
      {why && (
        <p role="status" data-testid="why">
          {why}
        </p>
      )}
      {waiting > 0 && (
        <p role="status" data-testid="waiting">
          {waiting === 1 ? 'One upload waits' : `${waiting} uploads wait`} for that. Keep this page open.
        </p>
      )}
      <Field id="name" label="Name" value={name} autocomplete="username" maxLength={64} onType={setName} />
      <Field
        id="password"
        label="Password"
        type="password"
        value={password}
        autocomplete="current-password"
        maxLength={200}
        onType={setPassword}
      />
      <ProblemLine text={problem} />
      <button type="submit" class="button primary" disabled={busy} data-testid="submit">
        {busy ? 'Signing in…' : 'Sign in'}
      </button>
      <p class="field-hint">
        The first start of the server printed the password. <code>./weir password</code> makes a new one.
      </p>
    </form>
  );
}
