import { changeFilm, type Film, type Priority } from '../api/library';
import { ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

const WORDS: Record<Priority, string> = {
  high: 'Before other films',
  normal: 'In turn',
  low: 'After other films',
};

/** When a film's turn comes among others that are being worked on. */
export function PriorityChoice({ film, onChanged }: { film: Film; onChanged: () => void }) {
  let wanted = film.priority;
  const { busy, problem, submit } = useSubmit(async () => {
    await changeFilm(film.id, { priority: wanted });
    onChanged();
  });
  return (
    <>
      <select
        class="select"
        aria-label={`When to work on ${film.title}`}
        value={film.priority}
        disabled={busy}
        onChange={(event) => {
          wanted = event.currentTarget.value as Priority;
          void submit();
        }}
        data-testid="priority"
      >
        {Object.entries(WORDS).map(([priority, words]) => (
          <option key={priority} value={priority}>
            {words}
          </option>
        ))}
      </select>
      {problem && <ProblemLine text={problem} />}
    </>
  );
}
