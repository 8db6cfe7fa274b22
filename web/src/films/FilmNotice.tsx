import { Icon } from '../common/Icon';
import { ProgressBar } from '../common/ProgressBar';
import { percentInWords } from '../words/quantities';
import type { FoundFilm } from './useFilm';

/** Why there is nothing to watch (yet), in the place of the player. */
export function FilmNotice({ found }: { found: FoundFilm }) {
  return (
    <section class="stage" aria-label="Player" data-testid="player">
      <div class="overlay">
        <div role="status" data-testid="message" data-message={messageOf(found)}>
          <Words found={found} />
        </div>
      </div>
      {found.kind === 'looking' && <span class="spinner" aria-hidden="true" />}
    </section>
  );
}

function messageOf(found: FoundFilm): string {
  return found.kind === 'there' ? found.film.state : found.kind;
}

function Words({ found }: { found: FoundFilm }) {
  if (found.kind === 'looking') return <span class="visually-hidden">Loading</span>;
  if (found.kind === 'failing') return <p class="notice">The server does not answer. Trying again…</p>;
  if (found.kind === 'missing') {
    return (
      <div class="offline">
        <Icon name="film" />
        <p class="offline-title">There is no such film here</p>
        <p>
          It may be private, still being made, or gone. Its owner sees it after signing in at the{' '}
          <a href="/console">console</a>.
        </p>
      </div>
    );
  }
  const { film } = found;
  if (film.state === 'failed') {
    return (
      <div class="offline">
        <Icon name="warning" />
        <p class="offline-title">{film.title} cannot be watched</p>
        <p>{film.reason ?? 'The server could not read it.'}</p>
      </div>
    );
  }
  return (
    <div class="offline">
      <Icon name="clock" />
      <p class="offline-title">{film.title} is being made</p>
      {film.progress !== null && (
        <div class="making">
          <ProgressBar value={film.progress} label="Progress" />
          {percentInWords(film.progress)}
        </div>
      )}
      <p>Stay here: it starts by itself as soon as there is something to watch.</p>
    </div>
  );
}
