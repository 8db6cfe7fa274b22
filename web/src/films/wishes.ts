import { type Choices, OFF } from '../watch/choices';

export type Menu = 'pictures' | 'sounds' | 'subtitles';

/**
 * What a viewer has chosen, by the words of the menus: every library counts its tracks in its own way, and
 * the same film may have more of them a moment later.
 */
export class Wishes {
  private readonly labels = new Map<Menu, string>();
  private lastSubtitles: string | null = null;

  /** The same choices, which are remembered. */
  remembering(menu: Menu, choices: Choices): Choices {
    return {
      ...choices,
      choose: (id) => {
        const label = choices.options.find((option) => option.id === id)?.label;
        if (label !== undefined) this.labels.set(menu, label);
        if (menu === 'subtitles' && id !== OFF) this.lastSubtitles = label ?? null;
        choices.choose(id);
      },
    };
  }

  /** Chooses what was chosen before, where that is there and not chosen already. */
  fulfil(menu: Menu, { options, chosen, choose }: Choices): void {
    const wanted = options.find(({ label }) => label === this.labels.get(menu));
    if (wanted && wanted.id !== chosen) choose(wanted.id);
  }

  /** None, or those that were shown last, or the first. */
  toggleSubtitles(subtitles: Choices): void {
    const { options, chosen } = subtitles;
    const shown = options.find(({ id }) => id === chosen && id !== OFF);
    if (shown) this.lastSubtitles = shown.label;
    const last = options.find(({ id, label }) => id !== OFF && label === this.lastSubtitles);
    const next = shown ? OFF : (last ?? options[1])?.id;
    if (next !== undefined && options.length > 1) this.remembering('subtitles', subtitles).choose(next);
  }
}
