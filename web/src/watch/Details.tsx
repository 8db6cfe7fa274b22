import { Facts } from '../common/Facts';
import { useServerNow } from '../common/hooks';
import { Icon } from '../common/Icon';
import { StateBadge } from '../common/StateBadge';
import { timeOnAir, viewersInWords } from '../words/quantities';
import type { PlayerChoice } from './address';
import { PageActions } from './PageActions';
import type { OpenDialog } from './useDialogs';
import type { WatchedStream } from './useStream';

interface Props {
  title: string;
  watched: WatchedStream;
  choice: PlayerChoice;
  onChoose: (choice: PlayerChoice) => void;
  statsShown: boolean;
  onToggleStats: () => void;
  healthId: string;
  healthShown: boolean;
  onToggleHealth: () => void;
  onOpen: (dialog: OpenDialog) => void;
}

export function Details(props: Props) {
  const { title, watched } = props;
  return (
    <div class="details">
      <div class="details-head">
        <div>
          <h1>{title}</h1>
          <OnAir watched={watched} />
        </div>
        <PageActions {...props}>
          <button
            type="button"
            class="button"
            aria-expanded={props.healthShown}
            aria-controls={props.healthShown ? props.healthId : undefined}
            onClick={props.onToggleHealth}
            data-testid="health-button"
          >
            <Icon name="health" />
            Health
          </button>
        </PageActions>
      </div>
      {watched.stream && watched.status !== 'offline' && <Facts stream={watched.stream} />}
    </div>
  );
}

function OnAir({ watched }: { watched: WatchedStream }) {
  const nowMillis = useServerNow();
  const { stream, status } = watched;
  if (status === 'offline') return <p class="card-now">Not on air</p>;
  if (!stream) return <p class="card-now">…</p>;
  const onAir = timeOnAir(stream.onAirSince, nowMillis);
  const viewers = viewersInWords(stream.viewers);
  return (
    <p class="card-now">
      <StateBadge state={stream.state} />
      {onAir && (
        <span title="Time on air">
          <Icon name="clock" />
          {onAir}
        </span>
      )}
      {viewers && (
        <span data-testid="viewers">
          <Icon name="viewers" />
          {viewers}
        </span>
      )}
    </p>
  );
}
