import { Icon } from '../common/Icon';
import { watchUrl } from './address';
import { messageFor } from './message';
import type { Playback } from './Playback';
import type { WatchedStream } from './useStream';

interface Props {
  name: string;
  title: string;
  watched: WatchedStream;
  playback: Playback | null;
  video: HTMLVideoElement | null;
  embed: boolean;
}

const HAVE_FUTURE_DATA = 3;

/** What stands over the picture: why there is none, or what the viewer may do. */
export function Overlay({ name, title, watched, playback, video, embed }: Props) {
  const open = playback?.isOpen === true;
  const message = messageFor({
    status: watched.status,
    answering: watched.answering,
    open,
    retrying: playback?.isRetrying === true,
    starved: !video || video.readyState < HAVE_FUTURE_DATA,
  });
  const needs = open ? (playback?.needs ?? 'none') : 'none';
  return (
    <>
      <div class="overlay">
        <div role="status" data-testid="message" data-message={message}>
          {message === 'offline' && <Offline title={title} />}
          {message === 'interrupted' && (
            <p class="notice">
              <Icon name="pause" />
              Waiting for the publisher to return
            </p>
          )}
          {message === 'unreachable' && <p class="notice">The server does not answer. Trying again…</p>}
          {message === 'retrying' && <p class="notice">Playback was disturbed. Trying again…</p>}
          {message === 'loading' && <span class="visually-hidden">Loading</span>}
        </div>
        {playback && needs === 'unmute' && <UnmuteButton onPress={() => playback.unmute()} />}
      </div>
      {(message === 'loading' || message === 'retrying') && needs !== 'play' && (
        <span class="spinner" aria-hidden="true" />
      )}
      {playback && needs === 'play' && <BigPlay title={title} onPress={() => playback.play()} />}
      {embed && <EmbedTitle page={watchUrl('', name)} title={title} />}
    </>
  );
}

export function UnmuteButton({ onPress }: { onPress: () => void }) {
  return (
    <button type="button" class="tap" onClick={onPress} data-testid="unmute">
      <Icon name="muted" />
      Tap to unmute
    </button>
  );
}

export function BigPlay({ title, onPress }: { title: string; onPress: () => void }) {
  return (
    <button
      type="button"
      class="big-play"
      aria-label={`Play ${title}`}
      onClick={onPress}
      data-testid="big-play"
    >
      <Icon name="play" />
    </button>
  );
}

/** In a frame of another page: the way to ours. */
export function EmbedTitle({ page, title }: { page: string; title: string }) {
  return (
    <a class="embed-title" href={page} target="_blank" rel="noopener">
      {title}
    </a>
  );
}

function Offline({ title }: { title: string }) {
  return (
    <div class="offline" data-testid="offline">
      <Icon name="signal" />
      <p class="offline-title">{title} is not on air</p>
      <p>Stay here: it starts by itself as soon as the stream does.</p>
    </div>
  );
}
