import type { Chapter } from '../api/library';
import { OFF } from '../watch/choices';
import { Control, ScreenControls, Volume } from '../watch/Control';
import { clockInWords, qualityInWords } from '../words/quantities';
import { ChaptersMenu } from './ChaptersMenu';
import type { FilmActions } from './filmActions';
import type { FilmPlayback } from './FilmPlayback';
import { offered, qualityChoices, speedChoices } from './menus';
import { SeekBar } from './SeekBar';
import { SettingsMenu } from './SettingsMenu';
import type { Sprite } from './sprites';

interface Props {
  video: HTMLVideoElement;
  playback: FilmPlayback;
  actions: FilmActions;
  chapters: readonly Chapter[];
  sprites: readonly Sprite[];
  hasPicture: boolean;
  onMenu: (open: boolean) => void;
}

export function FilmControls({ video, playback, actions, chapters, sprites, hasPicture, onMenu }: Props) {
  const { paused, ended, volume, currentTime } = video;
  const duration = Number.isFinite(video.duration) ? video.duration : 0;
  const { subtitles, sounds } = playback;
  const menus = offered([
    {
      id: 'quality',
      label: 'Quality',
      choices: qualityChoices(playback.pictures, qualityInWords(video.videoWidth, video.videoHeight)),
    },
    { id: 'sound', label: 'Sound', choices: sounds },
    { id: 'subtitles', label: 'Subtitles', choices: subtitles },
    { id: 'speed', label: 'Speed', choices: speedChoices(video.playbackRate, actions.setSpeed) },
  ]);
  return (
    <fieldset class="controls film-controls" aria-label="Player controls" data-testid="controls">
      <SeekBar
        position={currentTime}
        duration={duration}
        buffered={video.buffered}
        chapters={chapters}
        sprites={sprites}
        onSeek={actions.seek}
      />
      <Control
        icon={ended ? 'retry' : paused ? 'play' : 'pause'}
        label={ended ? 'Play again' : paused ? 'Play' : 'Pause'}
        keys="K"
        testId="play"
        onPress={actions.togglePlay}
      />
      <Volume silent={video.muted || volume === 0} volume={volume} actions={actions} />
      <span class="film-time" data-testid="film-time">
        {clockInWords(currentTime)} <span>/ {clockInWords(duration)}</span>
      </span>
      <span class="controls-gap" />
      {chapters.length > 1 && (
        <ChaptersMenu chapters={chapters} position={currentTime} onSeek={actions.seek} onOpen={onMenu} />
      )}
      {subtitles.options.length > 1 && (
        <Control
          icon="captions"
          label="Subtitles"
          keys="C"
          testId="captions"
          pressed={subtitles.chosen !== OFF}
          onPress={actions.toggleSubtitles}
        />
      )}
      <SettingsMenu menus={menus} onOpen={onMenu} />
      <ScreenControls hasPicture={hasPicture} actions={actions} />
    </fieldset>
  );
}
