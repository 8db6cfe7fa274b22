import { languageInWords } from '../words/languages';
import { qualityInWords } from '../words/quantities';

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

/** What is told of a track to choose. */
export interface NamedTrack {
  name: string | null | undefined;
  language: string | null | undefined;
  /** Of its playlist: a rendition without a name of its own is called after its folder. */
  address?: string | undefined;
  /** Of subtitles: for what is said in another language, or for those who do not hear. */
  purpose?: 'forced' | 'captions' | undefined;
}

const PURPOSES = { forced: ', forced', captions: ' CC' } as const;

/** What it is called; null where that is only its language or its folder, which tells equal names apart. */
function ownName({ name, language, address }: NamedTrack): string | null {
  const isFolder = (part: string) => !!address?.includes(`/${part}/`);
  const bare = name?.replace(/ \(([^()]+)\)$/, (whole, part: string) => (isFolder(part) ? '' : whole));
  if (!bare || bare === language || isFolder(bare)) return null;
  return language && bare.startsWith(`${language} (`) ? null : bare;
}

/** With what it is for, unless its name says so. */
function withPurpose(name: string, purpose: NamedTrack['purpose']): string {
  return !purpose || name.endsWith(PURPOSES[purpose]) ? name : name + PURPOSES[purpose];
}

/** Tracks by their names, or their languages, or their places; no two alike. */
export function trackLabels(tracks: readonly NamedTrack[], what: string): string[] {
  const taken = new Map<string, number>();
  return tracks.map((track, place) => {
    const named = ownName(track) ?? languageInWords(track.language) ?? `${what} ${place + 1}`;
    const label = withPurpose(named, track.purpose);
    const count = (taken.get(label) ?? 0) + 1;
    taken.set(label, count);
    return count === 1 ? label : `${label} ${count}`;
  });
}

/** Sounds, one of which always plays. */
export function soundChoices(
  tracks: readonly NamedTrack[],
  chosen: number,
  choose: (track: number) => void,
): Choices {
  const labels = trackLabels(tracks, 'Sound');
  return {
    options: labels.map((label, track) => ({ id: String(track), label })),
    chosen: String(chosen),
    choose: (id) => choose(Number(id)),
  };
}

/** No subtitles but those that belong to the sound. */
export const OFF = 'off';

/**
 * Subtitles, behind none of them.
 *
 * @param shown the place of those that are shown, or -1
 * @param beside the place of those that whoever wants none has to see, which are no choice; or -1
 */
export function subtitleChoices(
  tracks: readonly NamedTrack[],
  shown: number,
  beside: number,
  choose: (track: number | null) => void,
): Choices {
  const options = trackLabels(tracks, 'Subtitles')
    .map((label, track) => ({ id: String(track), label }))
    .filter((_, track) => track !== beside);
  return {
    options: options.length === 0 ? [] : [{ id: OFF, label: 'Off' }, ...options],
    chosen: shown < 0 || shown === beside ? OFF : String(shown),
    choose: (id) => choose(id !== OFF ? Number(id) : beside < 0 ? null : beside),
  };
}

/** The subtitles that belong to a sound: of what is said in another language. -1 where there are none. */
export const forcedBeside = (tracks: readonly NamedTrack[], language: string | null | undefined): number =>
  tracks.findIndex((track) => track.purpose === 'forced' && !!language && track.language === language);

/** What is told of a size of the picture. */
export interface PictureSize {
  id: string;
  width: number | null;
  height: number | null;
  bitrateBps: number;
}

/** Sizes of the picture, the largest first, behind the automatic one. */
export function pictureChoices(
  sizes: readonly PictureSize[],
  chosen: string,
  choose: (id: string) => void,
): Choices {
  const sorted = [...sizes].sort((a, b) => (b.height ?? 0) - (a.height ?? 0) || b.bitrateBps - a.bitrateBps);
  const names = sorted.map(({ width, height }) => qualityInWords(width, height) ?? 'Picture');
  const options = sorted.map(({ id, bitrateBps }, place) => {
    const name = names[place] as string;
    const isUnique = names.filter((other) => other === name).length === 1;
    return { id, label: isUnique ? name : `${name}, ${(bitrateBps / 1_000_000).toFixed(1)} Mb/s` };
  });
  return { options: [{ id: AUTOMATIC, label: 'Automatic' }, ...options], chosen, choose };
}
