/** What a watch page's address says, and the addresses that belong to a stream. */

export type PlayerChoice = 'hls' | 'dash';

export interface WatchAddress {
  name: string;
  player: PlayerChoice | null;
  embed: boolean;
}

export const asPlayerChoice = (text: string | null): PlayerChoice | null =>
  text === 'hls' || text === 'dash' ? text : null;

/** The server answers with the watch page where the last part of the path is the name of a stream. */
export function readAddress(pathname: string, search: string): WatchAddress {
  const query = new URLSearchParams(search);
  return {
    name: pathname.slice(pathname.lastIndexOf('/') + 1),
    player: asPlayerChoice(query.get('player')),
    embed: query.get('embed') === '1',
  };
}

/** The same address with another player, everything else kept. */
export function withPlayer(href: string, player: PlayerChoice): string {
  const url = new URL(href);
  url.searchParams.set('player', player);
  return url.href;
}

export const watchUrl = (origin: string, name: string) => `${origin}/watch/live/${name}`;

export const manifestUrl = (name: string, player: PlayerChoice) =>
  player === 'dash' ? `/live/${name}/index.mpd` : `/live/${name}/index.m3u8`;

const escapeAttribute = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** A frame around `page`, the address of a watch page. */
export function embedCode(page: string, title: string): string {
  return (
    `<iframe src="${page}?embed=1" title="${escapeAttribute(title)}" width="640" height="360" ` +
    'style="border:0" allow="autoplay; fullscreen; picture-in-picture" allowfullscreen></iframe>'
  );
}
