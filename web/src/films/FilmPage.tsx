import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Film, filmDownload, filmManifest, filmUrl } from '../api/library';
import { Icon } from '../common/Icon';
import { Masthead } from '../common/Masthead';
import { embedCode } from '../watch/address';
import { EmbedDialog } from '../watch/EmbedDialog';
import { HelpDialog } from '../watch/HelpDialog';
import { PlayerChooser } from '../watch/PlayerChooser';
import { usePlayerChoice } from '../watch/usePlayerChoice';
import { clockInWords, dayInWords } from '../words/quantities';
import type { FilmAddress } from './filmAddress';
import { FilmNotice } from './FilmNotice';
import { FilmPlayer } from './FilmPlayer';
import { FILM_SHORTCUTS } from './filmShortcuts';
import { useFilm } from './useFilm';
import { useStart } from './useStart';

type OpenDialog = 'none' | 'embed' | 'help';

/** What the help key leads to; another dialog stays. */
const AFTER_HELP_KEY: Record<OpenDialog, OpenDialog> = { none: 'help', help: 'none', embed: 'embed' };

export function FilmPage({ address }: { address: FilmAddress }) {
  const { id } = address;
  const found = useFilm(id);
  const film = found.kind === 'there' ? found.film : null;
  const [choice, choose] = usePlayerChoice(address.player);
  const [dialog, setDialog] = useState<OpenDialog>('none');
  const [statsShown, setStatsShown] = useState(false);
  const closeDialog = useCallback(() => setDialog('none'), []);
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
        onToggleHelp={() => setDialog((open) => AFTER_HELP_KEY[open])}
      />
    ) : (
      <FilmNotice found={isReady ? { kind: 'looking' } : found} />
    );
  const help = dialog === 'help' && <HelpDialog shortcuts={FILM_SHORTCUTS} onClose={closeDialog} />;
  if (address.embed) {
    return (
      <main class="embed">
        <h1 class="visually-hidden">{title}</h1>
        {stage}
        {help}
      </main>
    );
  }
  const page = filmUrl(location.origin, id);
  return (
    <>
      <Masthead />
      <main class="page watch">
        {stage}
        {film && (
          <div class="details">
            <div class="details-head">
              <FilmFacts film={film} />
              {isReady && (
                <div class="details-actions">
                  <PlayerChooser choice={choice} onChoose={choose} />
                  <button
                    type="button"
                    class="button"
                    aria-pressed={statsShown}
                    onClick={toggleStats}
                    data-testid="stats-button"
                  >
                    <Icon name="stats" />
                    Stats
                  </button>
                  {film.downloads === 'allowed' && (
                    <a class="button" href={filmDownload(id)} data-testid="download">
                      <Icon name="download" />
                      Download
                    </a>
                  )}
                  <button
                    type="button"
                    class="button"
                    onClick={() => setDialog('embed')}
                    data-testid="embed-button"
                  >
                    <Icon name="embed" />
                    Embed
                  </button>
                  <button
                    type="button"
                    class="button icon-only"
                    aria-label="Keyboard shortcuts"
                    title="Keyboard shortcuts (?)"
                    onClick={() => setDialog('help')}
                    data-testid="help-button"
                  >
                    <Icon name="help" />
                  </button>
                </div>
              )}
            </div>
          </div>
        )}
        {help}
        {dialog === 'embed' && (
          <EmbedDialog
            heading="Share this film"
            code={embedCode(page, title)}
            link={page}
            hls={location.origin + filmManifest(id, 'hls')}
            dash={location.origin + filmManifest(id, 'dash')}
            onClose={closeDialog}
          />
        )}
      </main>
    </>
  );
}

function FilmFacts({ film }: { film: Film }) {
  return (
    <div>
      <h1 data-testid="title">{film.title}</h1>
      <p class="card-now">
        {film.durationSeconds !== null && (
          <span title="Duration">
            <Icon name="clock" />
            {clockInWords(film.durationSeconds)}
          </span>
        )}
        <span>{dayInWords(film.createdAt)}</span>
        {film.visibility === 'private' && (
          <span>
            <Icon name="lock" />
            Private
          </span>
        )}
      </p>
    </div>
  );
}
