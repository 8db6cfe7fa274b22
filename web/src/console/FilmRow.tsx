import { useId, useState } from 'preact/hooks';
import { changeFilm, type Film, filmUrl, isUnderWay, type Rendition } from '../api/library';
import { FilmPoster } from '../common/FilmPoster';
import { Icon } from '../common/Icon';
import { ProgressBar } from '../common/ProgressBar';
import { filmStateInWords, renditionInWords, renditionStateInWords } from '../words/films';
import { bytesInWords, dayInWords, percentInWords, timeLeftInWords } from '../words/quantities';
import { DeleteDialog } from './DeleteDialog';
import { ProblemLine } from './Field';
import { FilmDetails } from './FilmDetails';
import { TitleEditor } from './TitleEditor';
import { useSubmit } from './useSubmit';

interface Props {
  film: Film;
  secondsLeft: number | null;
  onChanged: () => void;
}

export function FilmRow({ film, secondsLeft, onChanged }: Props) {
  const [open, setOpen] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const detailsId = useId();
  return (
    <li class="film-row" data-testid="film" data-id={film.id} data-state={film.state}>
      <FilmPoster film={film} />
      <div class="film-text">
        <TitleEditor film={film} onChanged={onChanged} />
        <p class="film-facts">
          <span class={`state state-${film.state}`} data-testid="film-state">
            {filmStateInWords(film)}
          </span>
          <span title={film.fileName}>{bytesInWords(film.sizeBytes)}</span>
          <span title={film.createdAt}>{dayInWords(film.createdAt)}</span>
        </p>
        {film.reason && (
          <p class="film-reason" data-testid="film-reason">
            {film.reason}
          </p>
        )}
        {isUnderWay(film) && film.progress !== null && (
          <div class="film-progress" data-testid="film-progress">
            <ProgressBar value={film.progress} label={`${film.title}: progress`} />
            <span>
              {[percentInWords(film.progress), timeLeftInWords(secondsLeft)].filter(Boolean).join(', ')}
            </span>
          </div>
        )}
        <Qualities renditions={film.renditions} />
      </div>
      <div class="film-actions">
        {film.state === 'ready' && (
          <a class="button" href={filmUrl('', film.id)} data-testid="watch">
            <Icon name="play" />
            Watch
          </a>
        )}
        <VisibilityButton film={film} onChanged={onChanged} />
        <button
          type="button"
          class="button"
          aria-expanded={open}
          aria-controls={open ? detailsId : undefined}
          onClick={() => setOpen(!open)}
          data-testid="details"
        >
          Details
          <Icon name="more" />
        </button>
        <button
          type="button"
          class="button icon-only danger"
          aria-label={`Delete ${film.title}`}
          title="Delete"
          onClick={() => setDeleting(true)}
          data-testid="delete"
        >
          <Icon name="bin" />
        </button>
      </div>
      {open && <FilmDetails id={detailsId} film={film} onChanged={onChanged} />}
      {deleting && <DeleteDialog film={film} onClose={() => setDeleting(false)} onDeleted={onChanged} />}
    </li>
  );
}

/** The sizes of the picture at one glance. */
function Qualities({ renditions }: { renditions: Rendition[] }) {
  const videos = renditions.filter(({ kind }) => kind === 'video');
  if (videos.length === 0) return null;
  return (
    <ul class="qualities" aria-label="Qualities">
      {videos.map((rendition) => (
        <li
          key={rendition.name}
          class={`quality quality-${rendition.state}`}
          title={renditionStateInWords(rendition)}
        >
          {renditionInWords(rendition)}
          {rendition.state === 'making' &&
            rendition.progress !== null &&
            ` ${percentInWords(rendition.progress)}`}
          <span class="visually-hidden">, {renditionStateInWords(rendition)}</span>
        </li>
      ))}
    </ul>
  );
}

function VisibilityButton({ film, onChanged }: { film: Film; onChanged: () => void }) {
  const isPublic = film.visibility === 'public';
  const { busy, problem, submit } = useSubmit(async () => {
    await changeFilm(film.id, { visibility: isPublic ? 'private' : 'public' });
    onChanged();
  });
  return (
    <>
      <button
        type="button"
        class="button"
        disabled={busy}
        aria-label={`${film.title} is ${film.visibility}; make it ${isPublic ? 'private' : 'public'}`}
        title={
          isPublic
            ? 'Everybody can watch it. Press to make it private.'
            : 'Only you can watch it. Press to make it public.'
        }
        onClick={() => void submit()}
        data-testid="visibility"
      >
        <Icon name={isPublic ? 'globe' : 'lock'} />
        {isPublic ? 'Public' : 'Private'}
      </button>
      {problem && <ProblemLine text={problem} />}
    </>
  );
}
