import { useState } from 'preact/hooks';
import { type Film, filmUrl } from '../api/library';
import { FilmPoster } from '../common/FilmPoster';
import { Icon } from '../common/Icon';
import { useFilms } from '../common/useFilms';
import { dayInWords } from '../words/quantities';

const PAGE_SIZE = 24;
/** Many have this page open, and films come seldom. */
const PAUSE_MILLIS = 30_000;
/** Fewer are found by looking. */
const SEARCHABLE = 6;

/** The films that everybody may watch; nothing where there are none. */
export function FilmShelf() {
  const [query, setQuery] = useState('');
  const found = useFilms({
    query,
    state: 'ready',
    pageSize: PAGE_SIZE,
    busyMillis: PAUSE_MILLIS,
  });
  const { hasMore, query: asked, showMore } = found;
  // Whoever is signed in is told of private ones too; they are at the console.
  const films = found.films?.filter(({ visibility }) => visibility === 'public');
  const isSearching = query !== '' || asked !== '';
  if (!films || (films.length === 0 && !hasMore && !isSearching)) return null;
  return (
    <section class="film-shelf" aria-labelledby="films-heading" data-testid="film-shelf">
      <div class="section-head film-shelf-head">
        <h2 id="films-heading">Films</h2>
        {(films.length >= SEARCHABLE || isSearching) && (
          <search class="search-box">
            <Icon name="search" />
            <input
              type="search"
              placeholder="Search films"
              aria-label="Search films"
              value={query}
              maxLength={200}
              onInput={(event) => setQuery(event.currentTarget.value)}
              data-testid="film-search"
            />
          </search>
        )}
      </div>
      <p class="visually-hidden" role="status">
        {asked !== '' && (films.length === 1 ? '1 film found' : `${films.length} films found`)}
      </p>
      {films.length === 0 && hasMore && (
        <p class="quiet" data-testid="all-private">
          The newest ones are private; they are at the console.
        </p>
      )}
      {films.length === 0 && !hasMore && asked !== '' && (
        <p class="nothing-found quiet" data-testid="nothing-found">
          No film is called “{asked}”.
        </p>
      )}
      <ul class="film-cards">
        {films.map((film) => (
          <FilmCard key={film.id} film={film} />
        ))}
      </ul>
      {hasMore && (
        <button type="button" class="button show-more" onClick={showMore} data-testid="more-films">
          <Icon name="more" />
          Show more
        </button>
      )}
    </section>
  );
}

function FilmCard({ film }: { film: Film }) {
  return (
    <li class="film-card" data-testid="film-card" data-id={film.id}>
      <FilmPoster film={film} />
      <h3>
        <a class="card-link" href={filmUrl('', film.id)}>
          {film.title}
        </a>
      </h3>
      <p class="quiet">{dayInWords(film.createdAt)}</p>
    </li>
  );
}
