import { languageInWords } from '../words/languages';

/** One of several sizes of the picture, or of several sounds. */
export interface Choice {
  readonly id: string;
  readonly label: string;
}

/** What a viewer may choose between, and what is chosen. */
export interface Choices {
  readonly options: readonly Choice[];
  readonly chosen: string;
  choose(id: string): void;
}

/** The player takes the size that the line and the screen allow. */
export const AUTOMATIC = 'auto';

/** Where there is nothing to choose between. */
export const NO_CHOICES: Choices = { options: [], chosen: '', choose: () => {} };

/** A sound by its language where the stream tells it, or else by its place. */
export const soundLabel = (language: string | undefined, place: number): string =>
  languageInWords(language) ?? `Sound ${place + 1}`;

/** Sizes of the picture, the largest first, behind the automatic one. */
export function pictureChoices(
  sizes: ReadonlyArray<{ id: string; height: number | null; bitrateBps: number }>,
  chosen: string,
  choose: (id: string) => void,
): Choices {
  const sorted = [...sizes].sort((a, b) => (b.height ?? 0) - (a.height ?? 0) || b.bitrateBps - a.bitrateBps);
  const options = sorted.map(({ id, height, bitrateBps }) => {
    const isUnique = sorted.filter((other) => other.height === height).length === 1;
    const size = height ? `${height}p` : 'Picture';
    return { id, label: isUnique ? size : `${size}, ${(bitrateBps / 1_000_000).toFixed(1)} Mb/s` };
  });
  return { options: [{ id: AUTOMATIC, label: 'Automatic' }, ...options], chosen, choose };
}
