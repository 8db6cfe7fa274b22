import { useEffect, useState } from 'preact/hooks';
import { filmManifest, filmUrl } from '../api/library';
import { Masthead } from '../common/Masthead';
import { embedCode } from '../watch/address';
import { EmbedDialog } from '../watch/EmbedDialog';
import { HelpDialog } from '../watch/HelpDialog';
import { useDialogs } from '../watch/useDialogs';
import { usePlayerChoice } from '../watch/usePlayerChoice';
import type { FilmAddress } from './filmAddress';
import { FilmDetails } from './FilmDetails';
import { FilmNotice } from './FilmNotice';
import { FilmPlayer } from './FilmPlayer';
import { FILM_SHORTCUTS } from './filmShortcuts';
import { useFilm } from './useFilm';
import { useStart } from './useStart';

export function FilmPage({ address }: { address: FilmAddress }) {
  const { id } = address;
  const found = useFilm(id);
  const film = found.kind === 'there' ? found.film : null;
  const [choice, choose] = usePlayerChoice(address.player);
  const { dialog, open, close, toggleHelp } = useDialogs();
  const [statsShown, setStatsShown] = useState(false);
  const toggleStats = () => setStatsShown((shown) => !shown);
  const isReady = film?.state === 'ready';
  const startSeconds = useStart(id, address.startSeconds, isReady ? film.durationSeconds : undefined);
  const title = film?.title ?? 'Film';
  useEffect(() => {
    document.title = `${title} · Weir`;
  }, [title]);

  const stage =
    film && isReady && startSeconds !== null ? (
      <FilmPlayer
        film={film}
        choice={choice}
        startSeconds={startSeconds}
        embed={address.embed}
        statsShown={statsShown}
        onToggleStats={toggleStats}
        onToggleHelp={toggleHelp}
      />
    ) : (
      <FilmNotice found={isReady ? { kind: 'looking' } : found} />
    );
  const help = dialog === 'help' && <HelpDialog shortcuts={FILM_SHORTCUTS} onClose={close} />;
  if (address.embed) {
    return (
      <main class="embed">
        <h1 class="visually-hidden">{title}</h1>
        {stage}
        {help}
      </main>
    );
  }
  return (
    <>
      <Masthead />
      <main class="page watch">
        {stage}
        {film && (
          <FilmDetails
            film={film}
            choice={choice}
            onChoose={choose}
            statsShown={statsShown}
            onToggleStats={toggleStats}
            onOpen={open}
          />
        )}
        {help}
        {dialog === 'embed' && <ShareDialog id={id} title={title} onClose={close} />}
      </main>
    </>
  );
}

function ShareDialog({ id, title, onClose }: { id: string; title: string; onClose: () => void }) {
  const page = filmUrl(location.origin, id);
  return (
    <EmbedDialog
      heading="Share this film"
      code={embedCode(page, title)}
      link={page}
      hls={location.origin + filmManifest(id, 'hls')}
      dash={location.origin + filmManifest(id, 'dash')}
      onClose={onClose}
    />
  );
}
