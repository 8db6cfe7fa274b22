import { useCopy } from './hooks';
import { Icon } from './Icon';

interface Props {
  label: string;
  text: string;
  testId: string;
}

/** A piece of text that somebody will want elsewhere, with a button that takes it there. */
export function CopyField({ label, text, testId }: Props) {
  const [copied, copy] = useCopy(text);
  return (
    <div class="copy-field">
      <span class="copy-label">{label}</span>
      <div class="copy-box">
        <code data-testid={testId}>
          <Words text={text} />
        </code>
        <button
          type="button"
          class="icon-button"
          onClick={copy}
          aria-label={`Copy ${label}`}
          title={`Copy ${label}`}
          data-testid={`copy-${testId}`}
        >
          <Icon name={copied ? 'check' : 'copy'} />
        </button>
      </div>
      <span class="visually-hidden" role="status">
        {copied ? `${label} copied` : ''}
      </span>
    </div>
  );
}

/** Lines break between words: never after a hyphen, as in -force_key_frames. The text stays the same. */
function Words({ text }: { text: string }) {
  return text.split(' ').map((word, index) => (
    <span key={index}>
      {index > 0 && ' '}
      <span class="word">{word}</span>
    </span>
  ));
}
