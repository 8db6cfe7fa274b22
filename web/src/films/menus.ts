import { AUTOMATIC, type Choices } from '../watch/choices';

export const SPEEDS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];

export const speedInWords = (speed: number) => (speed === 1 ? 'Normal' : `${speed} ×`);

/** The next speed on the list, or the present one at its end. */
export function speedBeside(speed: number, by: 1 | -1): number {
  const others = SPEEDS.filter((other) => (by > 0 ? other > speed : other < speed));
  return (by > 0 ? others[0] : others.at(-1)) ?? speed;
}

/** Speeds as choices of a menu. */
export const speedChoices = (speed: number, choose: (speed: number) => void): Choices => ({
  options: SPEEDS.map((other) => ({ id: String(other), label: speedInWords(other) })),
  chosen: String(speed),
  choose: (id) => choose(Number(id)),
});

/** Sizes of the picture; the automatic one says which it is just now, where that is known. */
export function qualityChoices(pictures: Choices, now: string | null): Choices {
  if (pictures.options.length < 3) return { ...pictures, options: [] };
  const isAutomatic = pictures.chosen === AUTOMATIC;
  const auto = isAutomatic && now !== null ? `Auto (${now} now)` : 'Auto';
  return {
    ...pictures,
    options: pictures.options.map((option) =>
      option.id === AUTOMATIC ? { ...option, label: auto } : option,
    ),
  };
}

export interface Menu {
  id: string;
  label: string;
  choices: Choices;
}

/** What there is to choose; a menu of one is none. */
export const offered = (menus: readonly Menu[]): Menu[] =>
  menus.filter(({ choices }) => choices.options.length > 1);

export const chosenLabel = ({ options, chosen }: Choices): string =>
  options.find(({ id }) => id === chosen)?.label ?? '';
