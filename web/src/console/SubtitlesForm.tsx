import { useState } from 'preact/hooks';
import { addSubtitles, type Film, removeSubtitles, type Rendition } from '../api/library';
import { Problem } from '../api/problem';
import { Icon } from '../common/Icon';
import { renditionInWords } from '../words/films';
import { languageInWords } from '../words/languages';
import { ProblemLine } from './Field';
import { useSubmit } from './useSubmit';

const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'tr',
  'ru',
  'uk',
  'ar',
  'he',
  'hi',
  'zh',
  'ja',
  'ko',
];

/** A server of another version may not take them: known once one was refused. */
let isOffered = true;

interface Props {
  film: Film;
  onChanged: () => void;
}

export function SubtitlesForm({ film, onChanged }: Props) {
  const [offered, setOffered] = useState(isOffered);
  const [language, setLanguage] = useState('en');
  const [label, setLabel] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const { busy, problem, submit } = useSubmit(async () => {
    if (!file) return;
    try {
      await addSubtitles(film.id, language, label.trim(), file);
    } catch (error) {
      isOffered = !(error instanceof Problem && (error.status === 404 || error.status === 405));
      if (isOffered) throw error;
      setOffered(false);
    }
    setFile(null);
    setLabel('');
    onChanged();
  });
  const texts = film.renditions.filter(({ kind }) => kind === 'text');
  return (
    <section aria-label="Subtitles">
      <h3>Subtitles</h3>
      {texts.length > 0 && (
        <ul class="tokens">
          {texts.map((text) => (
            <TextRow key={text.name} film={film} text={text} onChanged={onChanged} />
          ))}
        </ul>
      )}
      {offered ? (
        <form class="form form-line" onSubmit={submit} data-testid="subtitles-form">
          <label class="field">
            Language
            <select
              class="select"
              value={language}
              onChange={(event) => setLanguage(event.currentTarget.value)}
            >
              {LANGUAGES.map((tag) => (
                <option key={tag} value={tag}>
                  {languageInWords(tag)}
                </option>
              ))}
            </select>
          </label>
          <label class="field">
            Label
            <input
              type="text"
              value={label}
              placeholder={languageInWords(language) ?? ''}
              maxLength={200}
              onInput={(event) => setLabel(event.currentTarget.value)}
            />
          </label>
          <label class="field">
            File
            <input
              type="file"
              accept=".srt,.vtt"
              required
              onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
              data-testid="subtitles-file"
            />
          </label>
          <button type="submit" class="button" disabled={busy || !file}>
            <Icon name="captions" />
            Add
          </button>
          <ProblemLine text={problem} />
        </form>
      ) : (
        <p class="quiet" role="status">
          This server does not take subtitles.
        </p>
      )}
    </section>
  );
}

function TextRow({ film, text, onChanged }: Props & { text: Rendition }) {
  const { busy, problem, submit } = useSubmit(async () => {
    await removeSubtitles(film.id, text.name);
    onChanged();
  });
  return (
    <li>
      <div>
        {renditionInWords(text)}
        <ProblemLine text={problem} />
      </div>
      <button
        type="button"
        class="icon-button"
        disabled={busy}
        aria-label={`Remove ${renditionInWords(text)}`}
        title="Remove"
        onClick={() => void submit()}
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}
