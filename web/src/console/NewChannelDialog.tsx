import { useState } from 'preact/hooks';
import { makeChannel } from '../api/channels';
import { Dialog } from '../common/Dialog';
import { isChannelName } from '../words/publishing';
import { Field, ProblemLine } from './Field';
import { channelAddress } from './places';
import { useSubmit } from './useSubmit';

export function NewChannelDialog({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [title, setTitle] = useState('');
  const isWrong = name !== '' && !isChannelName(name);
  const { busy, problem, submit } = useSubmit(async () => {
    const made = await makeChannel(name, title.trim());
    onClose();
    location.hash = channelAddress(made.name);
  });
  return (
    <Dialog heading="New channel" testId="new-channel-dialog" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <Field
          id="channel-name"
          label="Name"
          value={name}
          autocomplete="off"
          maxLength={64}
          hint="As its address has it: letters, digits, - and _, not beginning with wk_. It stays as it is."
          onType={setName}
        />
        <Field
          id="channel-title"
          label="Title, for viewers"
          value={title}
          autocomplete="off"
          maxLength={200}
          required={false}
          onType={setTitle}
        />
        <ProblemLine text={isWrong ? 'No channel can be called like that.' : problem} />
        <div class="form-end">
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="submit"
            class="button primary"
            disabled={busy || !isChannelName(name)}
            data-testid="make-channel"
          >
            Make it
          </button>
        </div>
      </form>
    </Dialog>
  );
}
