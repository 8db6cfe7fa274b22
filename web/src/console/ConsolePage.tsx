import { useCallback, useEffect, useState } from 'preact/hooks';
import { signOut } from '../api/account';
import { Icon } from '../common/Icon';
import { Masthead } from '../common/Masthead';
import { ChannelList } from './ChannelList';
import { ChannelView } from './ChannelView';
import { ConsoleTabs } from './ConsoleTabs';
import { ProblemLine } from './Field';
import { Library } from './Library';
import { PasswordDialog } from './PasswordDialog';
import { SignIn } from './SignIn';
import { TokensDialog } from './TokensDialog';
import { useAccount } from './useAccount';
import { usePlace } from './usePlace';
import { useSubmit } from './useSubmit';
import { useUploads } from './useUploads';

type OpenDialog = 'none' | 'password' | 'tokens';

export function ConsolePage() {
  const { account, askNow, isIn, isOut } = useAccount();
  const uploads = useUploads(account.kind === 'in');
  const place = usePlace();
  const [dialog, setDialog] = useState<OpenDialog>('none');
  const closeDialog = useCallback(() => setDialog('none'), []);
  // A server that does not answer keeps the session: whoever leaves has to know.
  const leaving = useSubmit(async () => {
    await signOut();
    isOut(null);
  });
  useEffect(() => {
    if (uploads.isRefused) askNow();
  }, [uploads.isRefused, askNow]);
  if (account.kind !== 'in') {
    return (
      <>
        <Masthead />
        <main class="page console-door">
          {account.kind === 'out' && (
            <SignIn why={account.why} waiting={uploads.waitingCount} onSignedIn={isIn} />
          )}
          {account.kind === 'unreachable' && (
            <p role="status" data-testid="unreachable">
              The server does not answer. Trying again…
            </p>
          )}
        </main>
      </>
    );
  }
  return (
    <>
      {place.view === 'library' && (
        <a class="skip-link" href="#library">
          Skip to the library
        </a>
      )}
      <Masthead>
        <HeadButton icon="key" label="API tokens" testId="tokens" onPress={() => setDialog('tokens')} />
        <HeadButton icon="user" label="Password" testId="password" onPress={() => setDialog('password')} />
        <HeadButton icon="leave" label="Sign out" testId="sign-out" onPress={() => void leaving.submit()} />
      </Masthead>
      <main class="page">
        <ProblemLine text={leaving.problem} />
        <ConsoleTabs place={place} />
        {place.view === 'library' && <Library uploads={uploads} />}
        {place.view === 'channels' && <ChannelList />}
        {place.view === 'channel' && <ChannelView name={place.name} />}
        {dialog === 'tokens' && <TokensDialog onClose={closeDialog} />}
        {dialog === 'password' && (
          <PasswordDialog
            onClose={closeDialog}
            onChanged={() => {
              closeDialog();
              isOut('The password is changed. Sign in with the new one.');
            }}
          />
        )}
      </main>
    </>
  );
}

interface HeadButtonProps {
  icon: 'key' | 'user' | 'leave';
  label: string;
  testId: string;
  onPress: () => void;
}

/** On a small screen only its drawing is seen. */
function HeadButton({ icon, label, testId, onPress }: HeadButtonProps) {
  return (
    <button type="button" class="head-button" title={label} onClick={onPress} data-testid={testId}>
      <Icon name={icon} />
      <span>{label}</span>
    </button>
  );
}
