import { useEffect, useState } from 'preact/hooks';
import { titleOf } from '../api/streams';
import { Masthead } from '../common/Masthead';
import { LazyHealth } from '../health/LazyHealth';
import { embedCode, manifestUrl, type WatchAddress, watchUrl } from './address';
import { Details } from './Details';
import { EmbedDialog } from './EmbedDialog';
import { HelpDialog } from './HelpDialog';
import { Player } from './Player';
import { SHORTCUTS } from './shortcuts';
import { useDialogs } from './useDialogs';
import { usePlayerChoice } from './usePlayerChoice';
import { useStream } from './useStream';

const HEALTH_ID = 'health';

export function WatchPage({ address }: { address: WatchAddress }) {
  const { name } = address;
  const [watched, askNow] = useStream(name);
  const [choice, choose] = usePlayerChoice(address.player);
  const { dialog, open, close, toggleHelp } = useDialogs();
  const [statsShown, setStatsShown] = useState(false);
  const [healthShown, setHealthShown] = useState(false);
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
      onToggleHelp={toggleHelp}
      onStall={askNow}
    />
  );
  const help = dialog === 'help' && <HelpDialog shortcuts={SHORTCUTS} onClose={close} />;
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
          onOpen={open}
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
            onClose={close}
          />
        )}
      </main>
    </>
  );
}
