import { useState } from 'preact/hooks';
import { type Film, posterOf } from '../api/library';
import { clockInWords } from '../words/quantities';
import { Waves } from './Waves';

/** The picture of a film, or water where there is none, with its duration. */
export function FilmPoster({ film }: { film: Film }) {
  const address = posterOf(film);
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <div class="film-poster">
      {address && address !== missing ? (
        <img src={address} alt="" loading="lazy" decoding="async" onError={() => setMissing(address)} />
      ) : (
        <Waves name={film.id} />
      )}
      {film.durationSeconds !== null && <span class="film-length">{clockInWords(film.durationSeconds)}</span>}
    </div>
  );
}
