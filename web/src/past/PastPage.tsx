import { useCallback, useEffect, useState } from 'preact/hooks';
import { serverNowMillis } from '../api/serverClock';
import { CopyField } from '../common/CopyField';
import { Icon } from '../common/Icon';
import { Masthead } from '../common/Masthead';
import { recall } from '../common/preferences';
import { asPlayerChoice, manifestUrl, type WatchAddress, watchUrl } from '../watch/address';
import { Dialog } from '../common/Dialog';
import { playableChoice } from '../watch/engine';
import { KeptList } from './KeptList';
import { PastPlayer } from './PastPlayer';
import { type AskedStretch, momentMillis, spanInWords, stretchQuery, timeInWords, withEnd } from './stretch';
import { type Past, usePast } from './usePast';

const PLAYER_KEY = 'player';

interface Props {
  address: WatchAddress;
  asked: AskedStretch;
}

function words(asked: AskedStretch): string | null {
  const start = momentMillis(asked.start);
  const end = momentMillis(asked.end);
  return start === null || end === null || end < start ? null : spanInWords(start, end);
}

/** A stretch of what is kept of a stream, on air or over. */
export function PastPage({ address, asked }: Props) {
  const { name } = address;
  const [stretch] = useState(() => withEnd(asked, serverNowMillis()));
  const [choice] = useState(() =>
    playableChoice(address.player ?? asPlayerChoice(recall(PLAYER_KEY)) ?? 'hls'),
  );
  const past = usePast(name, stretch);
  const [date, setDate] = useState<Date | null>(null);
  const [sharing, setSharing] = useState(false);
  const closeDialog = useCallback(() => setSharing(false), []);
  const when = words(stretch);
  useEffect(() => {
    document.title = `${name}${when ? `, ${when}` : ''} · Weir`;
  }, [name, when]);

  const url = manifestUrl(name, choice) + stretchQuery(stretch);
  const stage =
    past.kind === 'there' ? (
      <PastPlayer title={name} url={url} choice={choice} onDate={setDate} />
    ) : (
      <Nothing name={name} past={past} />
    );
  if (address.embed) {
    return (
      <main class="embed">
        <h1 class="visually-hidden">{name}</h1>
        {stage}
      </main>
    );
  }
  return (
    <>
      <Masthead />
      <main class="page watch">
        {stage}
        <div class="details">
          <div class="details-head">
            <div>
              <h1>{name}</h1>
              <p class="card-now">
                {when && <span data-testid="when">{when}</span>}
                {date && past.kind === 'there' && (
                  <span title="Time of this picture" data-testid="clock">
                    <Icon name="clock" />
                    {timeInWords(date)}
                  </span>
                )}
              </p>
            </div>
            <div class="details-actions">
              {past.kind === 'there' && (
                <button
                  type="button"
                  class="button"
                  onClick={() => setSharing(true)}
                  data-testid="share-button"
                >
                  <Icon name="embed" />
                  Share
                </button>
              )}
              <a class="button" href={watchUrl('', name)} data-testid="watch-live">
                <Icon name="signal" />
                Watch live
              </a>
            </div>
          </div>
          {(past.kind === 'nothing' || past.kind === 'refused') && <KeptList name={name} />}
        </div>
        {sharing && <ShareDialog name={name} stretch={stretch} onClose={closeDialog} />}
      </main>
    </>
  );
}

function Nothing({ name, past }: { name: string; past: Past }) {
  return (
    <section class="stage" aria-label={`Player: ${name}`} data-testid="player">
      <div class="overlay">
        <div role="status" data-testid="message" data-message={past.kind}>
          {past.kind === 'nothing' && (
            <div class="offline">
              <Icon name="clock" />
              <p class="offline-title">Nothing of {name} is kept from that time</p>
              <p>It was not on air, or the server has made room since.</p>
            </div>
          )}
          {past.kind === 'refused' && (
            <div class="offline">
              <Icon name="clock" />
              <p class="offline-title">This address cannot be read</p>
              <p>{past.why}</p>
            </div>
          )}
          {past.kind === 'failing' && <p class="notice">The server cannot give that now. Trying again…</p>}
          {past.kind === 'looking' && <span class="visually-hidden">Loading</span>}
        </div>
      </div>
      {past.kind === 'looking' && <span class="spinner" aria-hidden="true" />}
    </section>
  );
}

interface ShareProps {
  name: string;
  stretch: AskedStretch;
  onClose: () => void;
}

function ShareDialog({ name, stretch, onClose }: ShareProps) {
  const { origin } = location;
  const query = stretchQuery(stretch);
  return (
    <Dialog heading="Share this stretch" testId="share-dialog" onClose={onClose}>
      <CopyField label="Link" text={watchUrl(origin, name) + query} testId="share-link" />
      <CopyField label="HLS" text={origin + manifestUrl(name, 'hls') + query} testId="share-hls" />
      <CopyField label="DASH" text={origin + manifestUrl(name, 'dash') + query} testId="share-dash" />
    </Dialog>
  );
}
