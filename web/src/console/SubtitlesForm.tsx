import { useRef, useState } from 'preact/hooks';
import { addSubtitles, type Film, removeSubtitles, type Rendition, type SubtitleKind } from '../api/library';
import { Icon } from '../common/Icon';
import { renditionFacts, renditionInWords } from '../words/films';
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

const KINDS: ReadonlyArray<{ kind: SubtitleKind; label: string; means: string }> = [
  { kind: 'subtitles', label: 'Subtitles', means: 'What is said' },
  { kind: 'captions', label: 'Captions', means: 'What is heard, for those who do not hear' },
  { kind: 'forced', label: 'Forced', means: 'Only what is said in another language, shown with its sound' },
];

interface Props {
  film: Film;
  onChanged: () => void;
}

export function SubtitlesForm({ film, onChanged }: Props) {
  const [language, setLanguage] = useState('en');
  const [label, setLabel] = useState('');
  const [kind, setKind] = useState<SubtitleKind>('subtitles');
  const [byDefault, setByDefault] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { busy, problem, submit } = useSubmit(async () => {
    if (!file) return;
    await addSubtitles(film.id, { language, label: label.trim(), kind, byDefault, file });
    setFile(null);
    setLabel('');
    setKind('subtitles');
    setByDefault(false);
    if (input.current) input.current.value = '';
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
          Kind
          <select
            class="select"
            value={kind}
            onChange={(event) => setKind(event.currentTarget.value as SubtitleKind)}
            title={KINDS.find((each) => each.kind === kind)?.means}
            data-testid="subtitles-kind"
          >
            {KINDS.map((each) => (
              <option key={each.kind} value={each.kind} title={each.means}>
                {each.label}
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
            ref={input}
            type="file"
            accept=".srt,.vtt,.ass,.ssa"
            required
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
            data-testid="subtitles-file"
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={byDefault}
            onChange={(event) => setByDefault(event.currentTarget.checked)}
            data-testid="subtitles-default"
          />
          Show by default
        </label>
        <button type="submit" class="button" disabled={busy || !file}>
          <Icon name="captions" />
          Add
        </button>
        <ProblemLine text={problem} />
      </form>
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
        {renditionInWords(text)} <span class="quiet">{renditionFacts(text)}</span>
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
