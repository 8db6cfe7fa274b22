import { clockInWords } from '../words/quantities';
import type { PlayerActions } from './actions';
import { Control, ScreenControls, Volume } from './Control';
import type { Choices } from './choices';
import { isBehind } from './measures';

interface Props {
  paused: boolean;
  muted: boolean;
  volume: number;
  live: boolean;
  behindSeconds: number | null;
  rewindSeconds: number;
  statsShown: boolean;
  hasPicture: boolean;
  pictures: Choices;
  sounds: Choices;
  actions: PlayerActions;
  onToggleStats: () => void;
}

export function Controls(props: Props) {
  const { actions } = props;
  const silent = props.muted || props.volume === 0;
  return (
    <fieldset class="controls" aria-label="Player controls" data-testid="controls">
      {props.rewindSeconds >= SHORTEST_REWIND_SECONDS && (
        <Rewind
          rewindSeconds={props.rewindSeconds}
          behindSeconds={props.behindSeconds ?? 0}
          onSeek={actions.seekBehind}
        />
      )}
      <Control
        icon={props.paused ? 'play' : 'pause'}
        label={props.paused ? 'Play' : 'Pause'}
        keys="K"
        testId="play"
        onPress={actions.togglePlay}
      />
      <LiveButton live={props.live} behindSeconds={props.behindSeconds} onPress={actions.goLive} />
      <Volume silent={silent} volume={props.volume} actions={actions} />
      <span class="controls-gap" />
      {props.sounds.options.length > 1 && <Chooser label="Sound" choices={props.sounds} testId="sounds" />}
      {props.pictures.options.length > 2 && (
        <Chooser label="Picture" choices={props.pictures} testId="pictures" />
      )}
      <Control
        icon="stats"
        label="Statistics"
        keys="I"
        testId="stats-toggle"
        pressed={props.statsShown}
        onPress={props.onToggleStats}
      />
      <ScreenControls hasPicture={props.hasPicture} actions={actions} />
    </fieldset>
  );
}

interface ChooserProps {
  label: string;
  choices: Choices;
  testId: string;
}

function Chooser({ label, choices, testId }: ChooserProps) {
  return (
    <select
      class="control control-choice"
      aria-label={label}
      title={label}
      value={choices.chosen}
      onChange={(event) => choices.choose(event.currentTarget.value)}
      data-testid={testId}
    >
      {choices.options.map(({ id, label: text }) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </select>
  );
}

/** Less is not worth a control. */
const SHORTEST_REWIND_SECONDS = 30;

interface RewindProps {
  rewindSeconds: number;
  behindSeconds: number;
  onSeek: (behindSeconds: number) => void;
}

/** A bar over all that can still be watched; its right end is live. */
function Rewind({ rewindSeconds, behindSeconds, onSeek }: RewindProps) {
  const behind = isBehind(behindSeconds) ? behindSeconds : 0;
  return (
    <input
      class="rewind"
      type="range"
      min={-Math.round(rewindSeconds)}
      max={0}
      step={1}
      value={-Math.round(behind)}
      aria-label="Go back in the stream"
      aria-valuetext={behind > 0 ? `${clockInWords(behind)} behind live` : 'Live'}
      title={behind > 0 ? `${clockInWords(behind)} behind live` : 'Live'}
      onInput={(event) => onSeek(-event.currentTarget.valueAsNumber)}
      data-testid="rewind"
    />
  );
}

interface LiveProps {
  live: boolean;
  behindSeconds: number | null;
  onPress: () => void;
}

function LiveButton({ live, behindSeconds, onPress }: LiveProps) {
  const behind = isBehind(behindSeconds) ? `−${clockInWords(behindSeconds ?? 0)}` : '';
  return (
    <button
      type="button"
      class={`control live-button${live ? ' is-live' : ''}`}
      aria-label={live ? 'Live' : `Go to live${behind && `, now ${behind}`}`}
      title={live ? 'You are watching live' : 'Go to live (L)'}
      onClick={onPress}
      data-testid="live"
      data-live={live}
    >
      <span class="live-dot" aria-hidden="true" />
      Live
      {behind && <span class="live-behind">{behind}</span>}
    </button>
  );
}
