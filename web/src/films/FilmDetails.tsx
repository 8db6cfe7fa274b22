import { type Film, filmDownload } from '../api/library';
import { Icon } from '../common/Icon';
import type { PlayerChoice } from '../watch/address';
import { PageActions } from '../watch/PageActions';
import type { OpenDialog } from '../watch/useDialogs';
import { clockInWords, dayInWords } from '../words/quantities';

interface Props {
  film: Film;
  choice: PlayerChoice;
  onChoose: (choice: PlayerChoice) => void;
  statsShown: boolean;
  onToggleStats: () => void;
  onOpen: (dialog: OpenDialog) => void;
}

/** What there is to know of a film below its picture, and to do with it once it can be watched. */
export function FilmDetails({ film, ...actions }: Props) {
  return (
    <div class="details">
      <div class="details-head">
        <FilmFacts film={film} />
        {film.state === 'ready' && (
          <PageActions {...actions}>
            {film.downloads === 'allowed' && (
              <a class="button" href={filmDownload(film.id)} data-testid="download">
                <Icon name="download" />
                Download
              </a>
            )}
          </PageActions>
        )}
      </div>
    </div>
  );
}

function FilmFacts({ film }: { film: Film }) {
  return (
    <div>
      <h1 data-testid="title">{film.title}</h1>
      <p class="card-now">
        {film.durationSeconds !== null && (
          <span title="Duration">
            <Icon name="clock" />
            {clockInWords(film.durationSeconds)}
          </span>
        )}
        <span>{dayInWords(film.createdAt)}</span>
        {film.visibility === 'private' && (
          <span>
            <Icon name="lock" />
            Private
          </span>
        )}
      </p>
    </div>
  );
}
