import { useState } from 'preact/hooks';
import { type Channel, changeChannel } from '../api/channels';
import { Field, ProblemLine } from './Field';
import {
  changeOf,
  dvrOptions,
  isChanged,
  LADDER_RUNS,
  ladderOptions,
  type Option,
  SECOND_PUBLISHER,
  type Settings,
  settingsOf,
} from './policies';
import { useSubmit } from './useSubmit';

interface Props {
  channel: Channel;
  onChanged: () => void;
}

/** Title and policies. What somebody has typed stays while the channel is asked for again. */
export function ChannelSettings({ channel, onChanged }: Props) {
  const [typed, setTyped] = useState<Partial<Settings>>({});
  const saved = settingsOf(channel);
  const settings = { ...saved, ...typed };
  const set = (name: keyof Settings) => (value: string) => setTyped({ ...typed, [name]: value });
  const { busy, problem, submit } = useSubmit(async () => {
    await changeChannel(channel.name, changeOf(saved, settings));
    onChanged();
    setTyped({});
  });
  return (
    <section class="panel channel-part" aria-labelledby="settings-heading">
      <h2 id="settings-heading">Settings</h2>
      <form class="form" onSubmit={submit}>
        <Field
          id="title"
          label="Title, for viewers"
          value={settings.title}
          autocomplete="off"
          maxLength={200}
          required={false}
          onType={set('title')}
        />
        <Choice
          id="dvr"
          label="Viewers may go back"
          options={dvrOptions(saved.dvr)}
          value={settings.dvr}
          onChoose={set('dvr')}
        />
        <Choice
          id="second-publisher"
          label="A second publisher"
          options={SECOND_PUBLISHER}
          value={settings.secondPublisher}
          onChoose={set('secondPublisher')}
        />
        <Choice
          id="ladder"
          label="Qualities"
          options={ladderOptions(saved.ladder)}
          value={settings.ladder}
          onChoose={set('ladder')}
        />
        <Choice
          id="ladder-runs"
          label="Further qualities are made"
          options={LADDER_RUNS}
          value={settings.ladderRuns}
          onChoose={set('ladderRuns')}
        />
        <p class="field-hint">Policies hold from the next broadcast on.</p>
        <ProblemLine text={problem} />
        <div class="form-end">
          <button
            type="submit"
            class="button primary"
            disabled={busy || !isChanged(saved, settings)}
            data-testid="save-settings"
          >
            Save
          </button>
        </div>
      </form>
    </section>
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  options: Option[];
  value: string;
  onChoose: (id: string) => void;
}

function Choice({ id, label, options, value, onChoose }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        class="select"
        value={value}
        onChange={(event) => onChoose(event.currentTarget.value)}
        data-testid={id}
      >
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
