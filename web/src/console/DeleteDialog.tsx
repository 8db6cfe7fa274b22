import { type Film, removeFilm } from '../api/library';
import { Dialog } from '../common/Dialog';
import { bytesInWords } from '../words/quantities';
import { ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

interface Props {
  film: Film;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ film, onClose, onDeleted }: Props) {
  const { busy, problem, submit } = useSubmit(async () => {
    await removeFilm(film.id);
    onClose();
    onDeleted();
  });
  return (
    <Dialog heading="Delete this film?" testId="delete-dialog" onClose={onClose}>
      <p>
        <b>{film.title}</b> goes with all of its qualities and the file that was uploaded (
        {bytesInWords(film.sizeBytes)}). Whoever is watching it is stopped, links to it lead nowhere, and it
        cannot be brought back.
      </p>
      <ProblemLine text={problem} />
      <div class="form-end">
        <button type="button" class="button" autofocus onClick={onClose} data-testid="keep">
          Keep it
        </button>
        <button
          type="button"
          class="button danger-filled"
          disabled={busy}
          onClick={() => void submit()}
          data-testid="delete-confirm"
        >
          Delete
        </button>
      </div>
    </Dialog>
  );
}
