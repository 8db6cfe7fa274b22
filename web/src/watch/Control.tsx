import { Icon, type IconName } from '../common/Icon';
import type { ScreenActions, SoundActions } from './actions';
import { hasPictureInPicture } from './screen';

interface ControlProps {
  icon: IconName;
  label: string;
  keys?: string;
  testId: string;
  pressed?: boolean;
  onPress: () => void;
}

/** A button of the player. */
export function Control({ icon, label, keys, testId, pressed, onPress }: ControlProps) {
  return (
    <button
      type="button"
      class="control"
      aria-label={label}
      aria-pressed={pressed}
      title={keys ? `${label} (${keys})` : label}
      onClick={onPress}
      data-testid={testId}
    >
      <Icon name={icon} />
    </button>
  );
}

interface VolumeProps {
  silent: boolean;
  volume: number;
  actions: SoundActions;
}

export function Volume({ silent, volume, actions }: VolumeProps) {
  const shown = silent ? 0 : volume;
  return (
    <div class="volume">
      <Control
        icon={silent ? 'muted' : 'volume'}
        label={silent ? 'Sound on' : 'Sound off'}
        keys="M"
        testId="mute"
        onPress={actions.toggleMute}
      />
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={shown}
        aria-label="Volume"
        aria-valuetext={`${Math.round(shown * 100)} %`}
        onInput={(event) => actions.setVolume(event.currentTarget.valueAsNumber)}
        data-testid="volume"
      />
    </div>
  );
}

interface ScreenProps {
  hasPicture: boolean;
  actions: ScreenActions;
}

/** Where the picture is shown. */
export function ScreenControls({ hasPicture, actions }: ScreenProps) {
  const fullscreen = document.fullscreenElement !== null;
  return (
    <>
      {hasPicture && hasPictureInPicture() && (
        <Control
          icon="pip"
          label="Picture in picture"
          keys="P"
          testId="pip"
          pressed={document.pictureInPictureElement !== null}
          onPress={actions.togglePictureInPicture}
        />
      )}
      <Control
        icon={fullscreen ? 'windowed' : 'fullscreen'}
        label={fullscreen ? 'Leave full screen' : 'Full screen'}
        keys="F"
        testId="fullscreen"
        onPress={actions.toggleFullscreen}
      />
    </>
  );
}
