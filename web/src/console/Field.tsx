import type { InputHTMLAttributes } from 'preact';

interface Props {
  id: string;
  label: string;
  type?: 'text' | 'password';
  value: string;
  autocomplete: InputHTMLAttributes['autocomplete'];
  hint?: string;
  maxLength?: number;
  minLength?: number;
  /** Whether something has to be typed, as where nothing is said. */
  required?: boolean;
  onType: (value: string) => void;
}

export function Field({ id, label, type = 'text', hint, required = true, onType, ...rest }: Props) {
  const input = {
    ...rest,
    id,
    required,
    spellcheck: false,
    autocapitalize: 'off',
    'aria-describedby': hint && `${id}-hint`,
    onInput: (event: { currentTarget: HTMLInputElement }) => onType(event.currentTarget.value),
    'data-testid': id,
  } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {type === 'password' ? <input type="password" {...input} /> : <input type="text" {...input} />}
      {hint && (
        <p id={`${id}-hint`} class="field-hint">
          {hint}
        </p>
      )}
    </div>
  );
}

/** Why something was not done, next to what was to do it. */
export function ProblemLine({ text }: { text: string | null }) {
  return (
    <div role="alert" class="problem-line" data-testid="problem">
      {text}
    </div>
  );
}
