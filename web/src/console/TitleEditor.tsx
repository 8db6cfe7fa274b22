import { useEffect, useRef, useState } from 'preact/hooks';
import { changeFilm, type Film } from '../api/library';
import { Icon } from '../common/Icon';
import { ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

const LONGEST = 300;

interface Props {
  film: Film;
  onChanged: () => void;
}

/** The title, which can be changed where it stands: Enter keeps the change, Escape does not. */
export function TitleEditor({ film, onChanged }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isTyping = typed !== null;
  useEffect(() => {
    if (isTyping) input.current?.focus();
  }, [isTyping]);
  const { busy, problem, submit } = useSubmit(async () => {
    const title = typed?.trim() ?? '';
    if (title !== '' && title !== film.title) {
      await changeFilm(film.id, { title });
      onChanged();
    }
    close();
  });
  const close = () => {
    setTyped(null);
    // The button is there again after the next rendering.
    requestAnimationFrame(() => button.current?.focus());
  };
  if (typed === null) {
    return (
      <h2 class="film-title">
        <span data-testid="film-title">{film.title}</span>
        <button
          ref={button}
          type="button"
          class="icon-button"
          aria-label={`Rename ${film.title}`}
          title="Rename"
          onClick={() => setTyped(film.title)}
          data-testid="rename"
        >
          <Icon name="edit" />
        </button>
      </h2>
    );
  }
  return (
    <form class="title-form" onSubmit={submit}>
      <input
        type="text"
        class="title-input"
        aria-label={`Title of ${film.title}`}
        value={typed}
        required
        maxLength={LONGEST}
        ref={input}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
        data-testid="title-input"
      />
      <button type="submit" class="icon-button" aria-label="Keep the title" title="Keep" disabled={busy}>
        <Icon name="check" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Keep the old title"
        title="Cancel"
        onClick={close}
      >
        <Icon name="close" />
      </button>
      <ProblemLine text={problem} />
    </form>
  );
}
