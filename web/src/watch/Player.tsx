import { useEffect, useRef } from 'preact/hooks';
import { videoOf } from '../api/streams';
import { Icon } from '../common/Icon';
import { Waves } from '../common/Waves';
import { actionsOf } from './actions';
import type { PlayerChoice } from './address';
import { Controls } from './Controls';
import { isBehind } from './measures';
import { Overlay } from './Overlay';
import { StatsPanel } from './StatsPanel';
import { LIVE_KEYBOARD } from './shortcuts';
import { VOLUME_STEP } from './sound';
import { isTouch, useIdle } from './useIdle';
import { usePlayback } from './usePlayback';
import { useShortcuts } from './useShortcuts';
import type { WatchedStream } from './useStream';

const SKIP_SECONDS = 10;

interface Props {
  name: string;
  title: string;
  choice: PlayerChoice;
  watched: WatchedStream;
  embed: boolean;
  statsShown: boolean;
  onToggleStats: () => void;
  onToggleHelp: () => void;
  onStall: () => void;
}

export function Player(props: Props) {
  const { name, title, choice, watched, statsShown } = props;
  const stageRef = useRef<HTMLDivElement>(null);
  const videoRef = useRef<HTMLVideoElement>(null);
  const playback = usePlayback(videoRef, name, choice, watched.status);
  const video = videoRef.current;
  const paused = video?.paused ?? true;
  const idle = useIdle(stageRef, !paused);
  const stats = playback?.stats() ?? null;
  const actions = actionsOf(stageRef, videoRef, playback);

  useShortcuts(LIVE_KEYBOARD, {
    'toggle-play': actions.togglePlay,
    'toggle-mute': actions.toggleMute,
    'toggle-fullscreen': actions.toggleFullscreen,
    'toggle-picture-in-picture': actions.togglePictureInPicture,
    'volume-up': () => actions.changeVolume(VOLUME_STEP),
    'volume-down': () => actions.changeVolume(-VOLUME_STEP),
    'go-back': () => actions.skip(-SKIP_SECONDS),
    'go-on': () => actions.skip(SKIP_SECONDS),
    'go-live': actions.goLive,
    'toggle-stats': props.onToggleStats,
    'toggle-help': props.onToggleHelp,
  });
  useStall(video, props.onStall);

  const onAir = playback?.isOpen === true;
  const soundOnly = onAir && watched.stream !== null && !videoOf(watched.stream);
  return (
    <section
      ref={stageRef}
      class={`stage${idle ? ' is-idle' : ''}${onAir ? ' is-open' : ''}`}
      aria-label={`Player: ${title}`}
      data-testid="player"
    >
      <video ref={videoRef} playsInline aria-label={title} data-testid="video" />
      {soundOnly && (
        <div class="sound-only" data-testid="sound-only">
          <Waves name={name} />
          <p class="notice">
            <Icon name="volume" />
            Sound only
          </p>
        </div>
      )}
      {/* A press on the picture plays and pauses; on a touch screen it only wakes the controls. */}
      <div
        class="stage-press"
        aria-hidden="true"
        onClick={(event) => isTouch(event) || actions.togglePlay()}
        onDblClick={actions.toggleFullscreen}
      />
      <Overlay
        name={name}
        title={title}
        watched={watched}
        playback={playback}
        video={video}
        embed={props.embed}
      />
      {statsShown && stats && (
        <StatsPanel stats={stats} stream={watched.stream} onClose={props.onToggleStats} />
      )}
      {onAir && (
        <Controls
          paused={paused}
          muted={video?.muted ?? false}
          volume={video?.volume ?? 1}
          behindSeconds={stats?.behindLiveSeconds ?? null}
          rewindSeconds={stats?.rewindSeconds ?? 0}
          live={!paused && !isBehind(stats?.behindLiveSeconds ?? null) && watched.status === 'live'}
          statsShown={statsShown}
          hasPicture={!soundOnly}
          pictures={playback.pictures}
          sounds={playback.sounds}
          actions={actions}
          onToggleStats={props.onToggleStats}
        />
      )}
    </section>
  );
}

/** A player that runs dry is the first sign of an interrupted stream: ask the server at once. */
function useStall(video: HTMLVideoElement | null, onStall: () => void) {
  const latest = useRef(onStall);
  latest.current = onStall;
  useEffect(() => {
    const ask = () => latest.current();
    video?.addEventListener('waiting', ask);
    return () => video?.removeEventListener('waiting', ask);
  }, [video]);
}
