import type { LiveStream } from '../api/streams';
import { useServerNow } from '../common/hooks';
import { Icon } from '../common/Icon';
import { Masthead } from '../common/Masthead';
import { FilmShelf } from './FilmShelf';
import { GoLive } from './GoLive';
import { StreamCard } from './StreamCard';
import { useLiveStreams } from './useLiveStreams';

export function Home() {
  const { streams, answering } = useLiveStreams();
  return (
    <>
      <a class="skip-link" href="#on-air">
        Skip to what is on
      </a>
      <Masthead>
        <a class="head-button" href="/console" data-testid="console-link">
          Console
        </a>
      </Masthead>
      <main class="page">
        <section id="on-air" class="on-air" aria-labelledby="on-air-heading" tabindex={-1}>
          <div class="section-head">
            <h1 id="on-air-heading">On air</h1>
            <p class="on-air-count" role="status" data-testid="on-air-count">
              {answering ? countInWords(streams) : 'The server does not answer. Trying again…'}
            </p>
          </div>
          {streams && <OnAir streams={streams} />}
        </section>
        <FilmShelf />
        <GoLive />
      </main>
    </>
  );
}

function countInWords(streams: LiveStream[] | null): string {
  if (!streams) return 'Looking…';
  if (streams.length === 0) return '';
  return streams.length === 1 ? '1 stream' : `${streams.length} streams`;
}

function OnAir({ streams }: { streams: LiveStream[] }) {
  const nowMillis = useServerNow();
  if (streams.length === 0) return <NothingOn />;
  return (
    <ul class="cards" data-testid="streams">
      {streams.map((stream) => (
        <StreamCard key={stream.name} stream={stream} nowMillis={nowMillis} />
      ))}
    </ul>
  );
}

function NothingOn() {
  return (
    <div class="nothing-on" data-testid="empty">
      <Icon name="signal" />
      <h2>All quiet for now</h2>
      <p>
        The next stream appears here by itself, the moment it starts.
        <br />
        Have something to show? <a href="#go-live">Go live</a> in a minute.
      </p>
    </div>
  );
}
