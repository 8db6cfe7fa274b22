import { useEffect, useState } from 'preact/hooks';
import type { Film } from '../api/library';
import { wordsOf } from '../api/problem';
import { Icon } from '../common/Icon';
import { useFilms } from '../common/useFilms';
import { DropZone } from './DropZone';
import { FilmRow } from './FilmRow';
import { FilterBar } from './FilterBar';
import { ALL, type Filters, isFiltered, passes } from './filters';
import { Uploads } from './Uploads';
import { useProgress } from './useProgress';
import type { Uploads as AllUploads } from './useUploads';

const PAGE_SIZE = 50;
/** Progress is watched here. */
const BUSY_MILLIS = 2_000;

export function Library({ uploads }: { uploads: AllUploads }) {
  const [filters, setFilters] = useState<Filters>(ALL);
  const library = useFilms({
    query: filters.query,
    state: filters.state,
    pageSize: PAGE_SIZE,
    busyMillis: BUSY_MILLIS,
  });
  const { films, failure, askNow } = library;
  const secondsLeft = useProgress(films);
  const { doneCount } = uploads;
  useEffect(() => {
    if (doneCount > 0) askNow();
  }, [doneCount, askNow]);
  useEffect(() => uploads.forget(films?.map(({ id }) => id) ?? []), [films]);

  const shown = films?.filter((film) => passes(film, filters, Date.now())) ?? [];
  const isEmpty = films?.length === 0 && !isFiltered(filters) && uploads.isEmpty;
  return (
    <DropZone onFiles={uploads.add}>
      <section id="library" class="library" aria-labelledby="library-heading" tabindex={-1}>
        <div class="section-head library-head">
          <h1 id="library-heading">Library</h1>
          <p role="status" data-testid="library-status">
            {failure ? wordsOf(failure) : films && countInWords(shown.length, library.hasMore)}
          </p>
          {!isEmpty && <FileButton onFiles={uploads.add} />}
        </div>
        <Uploads uploads={uploads} />
        {isEmpty ? (
          <NoFilms onFiles={uploads.add} />
        ) : (
          films && <FilterBar filters={filters} onFilter={setFilters} />
        )}
        {films && !isEmpty && shown.length === 0 && isFiltered(filters) && (
          <p class="quiet nothing-found" data-testid="nothing-found">
            No film is like that{library.hasMore ? ' among those shown so far' : ''}.
          </p>
        )}
        <ul class="film-rows" data-testid="films">
          {shown.map((film: Film) => (
            <FilmRow key={film.id} film={film} secondsLeft={secondsLeft(film)} onChanged={askNow} />
          ))}
        </ul>
        {library.hasMore && (
          <button type="button" class="button show-more" onClick={library.showMore} data-testid="show-more">
            <Icon name="more" />
            Show more
          </button>
        )}
      </section>
    </DropZone>
  );
}

function countInWords(count: number, hasMore: boolean): string {
  if (count === 0) return '';
  const more = hasMore ? ' and more' : '';
  return (count === 1 ? '1 film' : `${count} films`) + more;
}

interface FilesProps {
  onFiles: (files: File[]) => void;
}

const ACCEPTED = 'video/*,audio/*,.mkv,.ts,.m2ts,.flv,.mxf,.mov,.webm';

function FileButton({ onFiles }: FilesProps) {
  return (
    <label class="button primary file-button">
      <Icon name="upload" />
      Upload
      <input
        class="visually-hidden"
        type="file"
        accept={ACCEPTED}
        multiple
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
        data-testid="choose-files"
      />
    </label>
  );
}

function NoFilms({ onFiles }: FilesProps) {
  return (
    <div class="nothing-on drop-here" data-testid="empty">
      <Icon name="upload" />
      <h2>Drop a film here</h2>
      <p>MP4, MOV, MKV, WebM, MPEG-TS and more, of any size. It can be watched while the rest is made.</p>
      <FileButton onFiles={onFiles} />
    </div>
  );
}
