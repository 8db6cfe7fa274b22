import { useEffect, useState } from 'preact/hooks';
import { type ApiToken, fetchTokens, makeToken, removeToken } from '../api/account';
import { CopyField } from '../common/CopyField';
import { Dialog } from '../common/Dialog';
import { Icon } from '../common/Icon';
import { dayInWords } from '../words/quantities';
import { Field, ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

export function TokensDialog({ onClose }: { onClose: () => void }) {
  const [tokens, setTokens] = useState<ApiToken[] | null>(null);
  const [title, setTitle] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const loading = useSubmit(async () => setTokens(await fetchTokens()));
  useEffect(() => void loading.submit(), []);
  const making = useSubmit(async () => {
    setMade(await makeToken(title.trim()));
    setTitle('');
    setTokens(await fetchTokens());
  });
  return (
    <Dialog heading="API tokens" testId="tokens-dialog" onClose={onClose}>
      <p class="quiet">
        Programs send one as <code>Authorization: Bearer …</code>, and may then do all that you may.
      </p>
      <form class="form form-line" onSubmit={making.submit}>
        <Field
          id="token-title"
          label="What it is for"
          value={title}
          autocomplete="off"
          maxLength={100}
          onType={setTitle}
        />
        <button type="submit" class="button primary" disabled={making.busy} data-testid="make-token">
          Make a token
        </button>
      </form>
      <ProblemLine text={making.problem ?? loading.problem} />
      {made && (
        <div class="made-token" role="status">
          <CopyField label="New token" text={made} testId="token" />
          <p class="field-hint">Copy it now: the server keeps only what is needed to recognise it.</p>
        </div>
      )}
      {tokens?.length === 0 && !made && <p class="quiet">There are none.</p>}
      {tokens && tokens.length > 0 && (
        <ul class="tokens" data-testid="token-list">
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              onRemoved={() => setTokens((all) => all && all.filter(({ id }) => id !== token.id))}
            />
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function TokenRow({ token, onRemoved }: { token: ApiToken; onRemoved: () => void }) {
  const { busy, problem, submit } = useSubmit(async () => {
    await removeToken(token.id);
    onRemoved();
  });
  const used = token.usedAt ? `last used ${dayInWords(token.usedAt)}` : 'never used';
  return (
    <li>
      <div>
        <b>{token.title}</b>
        <p class="field-hint">
          made {dayInWords(token.createdAt)}, {used}
        </p>
        <ProblemLine text={problem} />
      </div>
      <button
        type="button"
        class="icon-button"
        disabled={busy}
        aria-label={`Remove ${token.title}`}
        title="Remove"
        onClick={() => void submit()}
        data-testid="remove-token"
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}
