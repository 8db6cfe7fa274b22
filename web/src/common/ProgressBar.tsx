import { percentInWords } from '../words/quantities';

interface Props {
  /** From 0 to 1. */
  value: number;
  label: string;
}

export function ProgressBar({ value, label }: Props) {
  return (
    <progress class="progress" max={1} value={value} aria-label={label}>
      {percentInWords(value)}
    </progress>
  );
}
