import { useState } from 'preact/hooks';
import { addKey, type Channel, revealKey, type StreamKey } from '../api/channels';
import { CopyField } from '../common/CopyField';
import { Icon } from '../common/Icon';
import { dayInWords } from '../words/quantities';
import { DeleteKeyDialog } from './DeleteKeyDialog';
import { Field, ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

interface Props {
  channel: Channel;
  onChanged: () => void;
}

/** What lets encoders in. A key is read, copied, and changed for another here. */
export function ChannelKeys({ channel, onChanged }: Props) {
  const [label, setLabel] = useState('');
  const { busy, problem, submit } = useSubmit(async () => {
    await addKey(channel.name, label.trim());
    setLabel('');
    onChanged();
  });
  return (
    <section class="panel channel-part" aria-labelledby="keys-heading">
      <h2 id="keys-heading">Keys</h2>
      {channel.keys.length === 0 && (
        <p class="quiet" data-testid="no-keys">
          {channel.fixed
            ? 'It has none: this machine alone may publish.'
            : 'It has none: nobody may publish.'}
        </p>
      )}
      <ul class="tokens" data-testid="keys">
        {channel.keys.map((key) => (
          <KeyRow key={key.id} channel={channel} streamKey={key} onChanged={onChanged} />
        ))}
      </ul>
      {!channel.fixed && (
        <>
          <form class="form form-line" onSubmit={submit}>
            <Field
              id="key-label"
              label="Another key for"
              value={label}
              autocomplete="off"
              maxLength={100}
              required={false}
              onType={setLabel}
            />
            <button type="submit" class="button" disabled={busy} data-testid="add-key">
              <Icon name="key" />
              Add a key
            </button>
            <ProblemLine text={problem} />
          </form>
          <p class="field-hint">
            To change one while it is in use, add another, put that into the encoder, and delete the old one.
          </p>
        </>
      )}
    </section>
  );
}

interface RowProps {
  channel: Channel;
  streamKey: StreamKey;
  onChanged: () => void;
}

function KeyRow({ channel, streamKey, onChanged }: RowProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const [deleting, setDeleting] = useState(false);
  const { busy, problem, submit } = useSubmit(async () =>
    setSecret(secret === null ? await revealKey(channel.name, streamKey.id) : null),
  );
  const title = streamKey.label || `Key ${streamKey.id}`;
  return (
    <li class="key-row" data-testid="key" data-id={streamKey.id}>
      <div class="key-head">
        <div>
          <b>{title}</b>
          {!channel.fixed && <p class="field-hint">{datesOf(streamKey)}</p>}
        </div>
        {!channel.fixed && (
          <div class="key-actions">
            <button
              type="button"
              class="button"
              disabled={busy}
              aria-expanded={secret !== null}
              onClick={() => void submit()}
              data-testid="reveal"
            >
              <Icon name="viewers" />
              {secret === null ? 'Reveal' : 'Hide'}
            </button>
            <button
              type="button"
              class="icon-button"
              aria-label={`Delete ${title}`}
              title="Delete"
              onClick={() => setDeleting(true)}
              data-testid="delete-key"
            >
              <Icon name="bin" />
            </button>
          </div>
        )}
      </div>
      <ProblemLine text={problem} />
      {secret !== null && <CopyField label="Stream key" text={secret} testId="stream-key" />}
      {deleting && (
        <DeleteKeyDialog
          channel={channel}
          streamKey={streamKey}
          onClose={() => setDeleting(false)}
          onDeleted={onChanged}
        />
      )}
    </li>
  );
}

function datesOf({ createdAt, usedAt }: StreamKey): string {
  const made = createdAt ? `made ${dayInWords(createdAt)}, ` : '';
  return made + (usedAt ? `last used ${dayInWords(usedAt)}` : 'never used');
}
