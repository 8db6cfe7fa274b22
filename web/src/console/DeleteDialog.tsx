import { type Film, removeFilm } from '../api/library';
import { bytesInWords } from '../words/quantities';
import { ConfirmDialog } from './ConfirmDialog';

interface Props {
  film: Film;
  onClose: () => void;
  onDeleted: () => void;
}

export function DeleteDialog({ film, onClose, onDeleted }: Props) {
  return (
    <ConfirmDialog
      heading="Delete this film?"
      testId="delete-dialog"
      onClose={onClose}
      onConfirm={async () => {
        await removeFilm(film.id);
        onDeleted();
      }}
    >
      <b>{film.title}</b> goes with all of its qualities and the file that was uploaded (
      {bytesInWords(film.sizeBytes)}). Whoever is watching it is stopped, links to it lead nowhere, and it
      cannot be brought back.
    </ConfirmDialog>
  );
}
