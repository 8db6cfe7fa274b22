import {
  cancelJobs,
  type Film,
  filmDownload,
  filmManifest,
  filmUrl,
  isUnderWay,
  type Rendition,
  retryJobs,
} from '../api/library';
import { CopyField } from '../common/CopyField';
import { Icon } from '../common/Icon';
import { renditionFacts, renditionInWords, renditionStateInWords } from '../words/films';
import { bytesInWords } from '../words/quantities';
import { DownloadSwitch } from './DownloadSwitch';
import { ProblemLine } from './Field';
import { JobList } from './JobList';
import { PriorityChoice } from './PriorityChoice';
import { SubtitlesForm } from './SubtitlesForm';
import { useSubmit } from './useSubmit';

interface Props {
  id: string;
  film: Film;
  onChanged: () => void;
}

/** All that there is to know of a film, and what else can be done with it. */
export function FilmDetails({ id, film, onChanged }: Props) {
  const { origin } = location;
  return (
    <div id={id} class="film-details" data-testid="film-details">
      <section aria-label="Qualities and tracks">
        <h3>Qualities and tracks</h3>
        {film.renditions.length === 0 ? (
          <p class="quiet">None yet.</p>
        ) : (
          <RenditionTable renditions={film.renditions} />
        )}
        <p class="field-hint">From the file {film.fileName}.</p>
      </section>
      <section aria-label="Work">
        <h3>Work</h3>
        <WorkButtons film={film} onChanged={onChanged} />
        <JobList film={film} />
      </section>
      {film.state === 'ready' && (
        <section aria-label="Addresses" class="addresses">
          <h3>Addresses</h3>
          <CopyField label="Page" text={filmUrl(origin, film.id)} testId="film-link" />
          <CopyField label="HLS" text={origin + filmManifest(film.id, 'hls')} testId="film-hls" />
          <CopyField label="DASH" text={origin + filmManifest(film.id, 'dash')} testId="film-dash" />
          {film.downloads === 'allowed' && (
            <CopyField label="MP4" text={origin + filmDownload(film.id)} testId="film-mp4" />
          )}
          <DownloadSwitch film={film} onChanged={onChanged} />
        </section>
      )}
      <SubtitlesForm film={film} onChanged={onChanged} />
    </div>
  );
}

function RenditionTable({ renditions }: { renditions: Rendition[] }) {
  return (
    <div class="table-box">
      <table class="renditions">
        <thead>
          <tr>
            <th scope="col">Track</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col" class="number">
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {renditions.map((rendition) => (
            <tr key={rendition.name} data-testid="rendition">
              <th scope="row">{renditionInWords(rendition)}</th>
              <td>{renditionFacts(rendition)}</td>
              <td class={`rendition-${rendition.state}`}>{renditionStateInWords(rendition)}</td>
              <td class="number">{rendition.sizeBytes > 0 ? bytesInWords(rendition.sizeBytes) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function WorkButtons({ film, onChanged }: { film: Film; onChanged: () => void }) {
  const cancelling = useSubmit(async () => {
    await cancelJobs(film.id);
    onChanged();
  });
  const retrying = useSubmit(async () => {
    await retryJobs(film.id);
    onChanged();
  });
  const canRetry = film.state === 'failed' || film.renditions.some(({ state }) => state !== 'ready');
  return (
    <div class="work-buttons">
      {isUnderWay(film) && (
        <button
          type="button"
          class="button"
          disabled={cancelling.busy}
          onClick={() => void cancelling.submit()}
          data-testid="cancel-jobs"
        >
          <Icon name="close" />
          Stop the work
        </button>
      )}
      {isUnderWay(film) && <PriorityChoice film={film} onChanged={onChanged} />}
      {canRetry && (
        <button
          type="button"
          class="button"
          disabled={retrying.busy}
          onClick={() => void retrying.submit()}
          data-testid="retry-jobs"
        >
          <Icon name="retry" />
          Try again
        </button>
      )}
      <ProblemLine text={cancelling.problem ?? retrying.problem} />
    </div>
  );
}
