import { describe, expect, it } from 'vitest';
import { OFF, subtitleChoices } from '../watch/choices';
import { Wishes } from './wishes';

/** Subtitles as a library has them, in an order of its own. */
function libraryOf(...languages: string[]) {
  let shown = -1;
  const tracks = languages.map((name) => ({ name, language: null }));
  const choices = () =>
    subtitleChoices(tracks, shown, -1, (track) => {
      shown = track ?? -1;
    });
  return { choices, shown: () => languages[shown] ?? OFF };
}

describe('wishes', () => {
  it('are granted by another library, which counts in another way', () => {
    const wishes = new Wishes();
    const first = libraryOf('English', 'French');
    wishes.remembering('subtitles', first.choices()).choose('1');
    const second = libraryOf('French', 'German');

    wishes.fulfil('subtitles', second.choices());
    wishes.fulfil('sounds', second.choices());

    expect(first.shown()).toBe('French');
    expect(second.shown()).toBe('French');
  });

  it('are given up where there is nothing like that', () => {
    const wishes = new Wishes();
    wishes.remembering('subtitles', libraryOf('English').choices()).choose('0');
    const second = libraryOf('German');

    wishes.fulfil('subtitles', second.choices());

    expect(second.shown()).toBe(OFF);
  });

  it('toggle subtitles between none and those shown last, or the first', () => {
    const wishes = new Wishes();
    const first = libraryOf('English', 'French');
    wishes.toggleSubtitles(first.choices());
    expect(first.shown()).toBe('English');
    first.choices().choose('1');
    wishes.toggleSubtitles(first.choices());
    expect(first.shown()).toBe(OFF);
    const second = libraryOf('French', 'English');

    wishes.toggleSubtitles(second.choices());

    expect(second.shown()).toBe('French');
    const none = libraryOf();
    wishes.toggleSubtitles(none.choices());
    expect(none.shown()).toBe(OFF);
  });
});
