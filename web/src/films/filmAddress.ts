import { asPlayerChoice, type PlayerChoice } from '../watch/address';

/** What the address of a film's page says. */
export interface FilmAddress {
  id: string;
  player: PlayerChoice | null;
  embed: boolean;
  /** Where to begin; null where the address leaves that open. */
  startSeconds: number | null;
}

/** A moment as people write it in addresses: 90, 90s, 1m30s, 1h2m3s. */
export function readMoment(text: string | null): number | null {
  const parts = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6}(?:\.\d{1,3})?)s?)?$/.exec(text ?? '');
  if (!text || !parts) return null;
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (hours ?? 0) * 3_600 + (minutes ?? 0) * 60 + (seconds ?? 0);
}

/** The server answers with the page where the last part of the path can be the name of a film. */
export function readFilmAddress(pathname: string, search: string): FilmAddress {
  const query = new URLSearchParams(search);
  return {
    id: pathname.slice(pathname.lastIndexOf('/') + 1),
    player: asPlayerChoice(query.get('player')),
    embed: query.get('embed') === '1',
    startSeconds: readMoment(query.get('t')),
  };
}
