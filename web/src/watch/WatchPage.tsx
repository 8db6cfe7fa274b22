import { useCallback, useEffect, useState } from 'preact/hooks';
import { titleOf } from '../api/streams';
import { Masthead } from '../common/Masthead';
import { LazyHealth } from '../health/LazyHealth';
import { embedCode, manifestUrl, type WatchAddress, watchUrl } from './address';
import { Details } from './Details';
import { EmbedDialog } from './EmbedDialog';
import { HelpDialog } from './HelpDialog';
import { Player } from './Player';
import { SHORTCUTS } from './shortcuts';
import { usePlayerChoice } from './usePlayerChoice';
import { useStream } from './useStream';

const HEALTH_ID = 'health';

type OpenDialog = 'none' | 'embed' | 'help';

/** What the help key leads to; another dialog stays. */
const AFTER_HELP_KEY: Record<OpenDialog, OpenDialog> = { none: 'help', help: 'none', embed: 'embed' };

export function WatchPage({ address }: { address: WatchAddress }) {
  const { name } = address;
  const [watched, askNow] = useStream(name);
  const [choice, choose] = usePlayerChoice(address.player);
  const [dialog, setDialog] = useState<OpenDialog>('none');
  const [statsShown, setStatsShown] = useState(false);
  const [healthShown, setHealthShown] = useState(false);
  const closeDialog = useCallback(() => setDialog('none'), []);
  const title = watched.stream ? titleOf(watched.stream) : name;
  useEffect(() => {
    document.title = `${title} · Weir`;
  }, [title]);

  const player = (
    <Player
      name={name}
      title={title}
      choice={choice}
      watched={watched}
      embed={address.embed}
      statsShown={statsShown}
      onToggleStats={() => setStatsShown((shown) => !shown)}
      onToggleHelp={() => setDialog((open) => AFTER_HELP_KEY[open])}
      onStall={askNow}
    />
  );
  const help = dialog === 'help' && <HelpDialog shortcuts={SHORTCUTS} onClose={closeDialog} />;
  if (address.embed) {
    return (
      <main class="embed">
        <h1 class="visually-hidden">{title}</h1>
        {player}
        {help}
      </main>
    );
  }
  return (
    <>
      <Masthead />
      <main class="page watch">
        {player}
        <Details
          title={title}
          watched={watched}
          choice={choice}
          onChoose={choose}
          statsShown={statsShown}
          onToggleStats={() => setStatsShown((shown) => !shown)}
          healthId={HEALTH_ID}
          healthShown={healthShown}
          onToggleHealth={() => setHealthShown((shown) => !shown)}
          onOpen={setDialog}
        />
        {healthShown && <LazyHealth id={HEALTH_ID} name={name} />}
        {help}
        {dialog === 'embed' && (
          <EmbedDialog
            heading="Share this stream"
            code={embedCode(watchUrl(location.origin, name), title)}
            link={watchUrl(location.origin, name)}
            hls={location.origin + manifestUrl(name, 'hls')}
            dash={location.origin + manifestUrl(name, 'dash')}
            onClose={closeDialog}
          />
        )}
      </main>
    </>
  );
}
