import { useRef, useState } from 'preact/hooks';
import { type Film, filmUrl, hasPicture, posterOf } from '../api/library';
import { Icon } from '../common/Icon';
import { Waves } from '../common/Waves';
import type { PlayerChoice } from '../watch/address';
import { BigPlay, EmbedTitle, UnmuteButton } from '../watch/Overlay';
import { StatsPanel } from '../watch/StatsPanel';
import { isTouch, useIdle } from '../watch/useIdle';
import { useShortcuts } from '../watch/useShortcuts';
import { filmActions, filmCommands } from './filmActions';
import { FilmControls } from './FilmControls';
import type { FilmPlayback } from './FilmPlayback';
import { FILM_KEYBOARD } from './filmShortcuts';
import { useFilmPlayback } from './useFilmPlayback';
import { usePosition } from './usePosition';
import { useSprites } from './useSprites';

const HAVE_FUTURE_DATA = 3;

interface Props {
  film: Film;
  choice: PlayerChoice;
  startSeconds: number;
  embed: boolean;
  statsShown: boolean;
  onToggleStats: () => void;
  onToggleHelp: () => void;
}

/** The player of a film. */
export function FilmPlayer(props: Props) {
  const { film, choice, startSeconds, embed } = props;
  const stageRef = useRef<HTMLDivElement>(null);
  const videoRef = useRef<HTMLVideoElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const playback = useFilmPlayback(videoRef, film.id, choice, startSeconds);
  const isSeen = hasPicture(film);
  const sprites = useSprites(isSeen ? film.id : null);
  const video = videoRef.current;
  const idle = useIdle(stageRef, !(video?.paused ?? true)) && !menuOpen;
  usePosition(video, film.id);
  const actions = filmActions(stageRef, videoRef, playback);
  useShortcuts(
    FILM_KEYBOARD,
    filmCommands(actions, videoRef, { toggleStats: props.onToggleStats, toggleHelp: props.onToggleHelp }),
  );
  return (
    <section
      ref={stageRef}
      class={`stage is-open${idle ? ' is-idle' : ''}`}
      aria-label={`Player: ${film.title}`}
      data-testid="player"
    >
      <video ref={videoRef} playsInline aria-label={film.title} data-testid="video" />
      {!isSeen && <SoundOnly film={film} />}
      {/* A press on the picture plays and pauses; on a touch screen it only wakes the controls. */}
      <div
        class="stage-press"
        aria-hidden="true"
        onClick={(event) => isTouch(event) || menuOpen || actions.togglePlay()}
        onDblClick={actions.toggleFullscreen}
      />
      {playback && video && <FilmOverlay film={film} playback={playback} video={video} embed={embed} />}
      {props.statsShown && playback && (
        <StatsPanel isLive={false} stats={playback.stats()} stream={null} onClose={props.onToggleStats} />
      )}
      {playback && video && (
        <FilmControls
          video={video}
          playback={playback}
          actions={actions}
          chapters={film.chapters}
          sprites={sprites}
          hasPicture={isSeen}
          onMenu={setMenuOpen}
        />
      )}
    </section>
  );
}

function SoundOnly({ film }: { film: Film }) {
  const poster = posterOf(film);
  const [missing, setMissing] = useState(false);
  return (
    <div class="sound-only" data-testid="sound-only">
      {poster && !missing ? (
        <img class="sound-poster" src={poster} alt="" onError={() => setMissing(true)} />
      ) : (
        <Waves name={film.id} />
      )}
    </div>
  );
}

interface OverlayProps {
  film: Film;
  playback: FilmPlayback;
  video: HTMLVideoElement;
  embed: boolean;
}

function FilmOverlay({ film, playback, video, embed }: OverlayProps) {
  const { needs, failure } = playback;
  const starved = video.readyState < HAVE_FUTURE_DATA && !video.ended && failure === null;
  return (
    <>
      <div class="overlay film-overlay">
        {failure !== null && (
          <p class="notice" role="alert" data-testid="failure" title={failure}>
            The film cannot be played just now.
            <button type="button" class="link-button" onClick={() => playback.tryAgain()}>
              <Icon name="retry" />
              Try again
            </button>
          </p>
        )}
        {needs === 'unmute' && <UnmuteButton onPress={() => playback.unmute()} />}
      </div>
      {starved && needs !== 'play' && (
        <span class="spinner" role="status" data-testid="loading">
          <span class="visually-hidden">Loading</span>
        </span>
      )}
      {needs === 'play' && <BigPlay title={film.title} onPress={() => playback.play()} />}
      {embed && <EmbedTitle page={filmUrl('', film.id)} title={film.title} />}
    </>
  );
}
