import { changeFilm, type Film } from '../api/library';
import { ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

/** Whether those who may watch a film may keep a copy. */
export function DownloadSwitch({ film, onChanged }: { film: Film; onChanged: () => void }) {
  const isAllowed = film.downloads === 'allowed';
  const { busy, problem, submit } = useSubmit(async () => {
    await changeFilm(film.id, { downloads: isAllowed ? 'denied' : 'allowed' });
    onChanged();
  });
  return (
    <>
      <label class="check">
        <input
          type="checkbox"
          checked={isAllowed}
          disabled={busy}
          onChange={() => void submit()}
          data-testid="downloads"
        />
        Those who may watch may keep a copy, as MP4
      </label>
      {problem && <ProblemLine text={problem} />}
    </>
  );
}
