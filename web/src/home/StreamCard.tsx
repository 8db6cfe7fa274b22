import { type LiveStream, titleOf } from '../api/streams';
import { Facts } from '../common/Facts';
import { Icon } from '../common/Icon';
import { StateBadge } from '../common/StateBadge';
import { Waves } from '../common/Waves';
import { timeOnAir, viewersInWords } from '../words/quantities';

interface Props {
  stream: LiveStream;
  nowMillis: number;
}

export function StreamCard({ stream, nowMillis }: Props) {
  const title = titleOf(stream);
  const onAir = timeOnAir(stream.onAirSince, nowMillis);
  const viewers = viewersInWords(stream.viewers);
  return (
    <li class="card" data-testid="stream-card" data-name={stream.name}>
      <article class="card-body">
        <Poster name={stream.name} state={stream.state} />
        <div class="card-text">
          <h2>
            <a class="card-link" href={`/watch/live/${stream.name}`}>
              {title}
            </a>
          </h2>
          <p class="card-now">
            {onAir && (
              <span title="Time on air">
                <Icon name="clock" />
                {onAir}
              </span>
            )}
            {viewers && (
              <span>
                <Icon name="viewers" />
                {viewers}
              </span>
            )}
          </p>
          <Facts stream={stream} />
        </div>
      </article>
    </li>
  );
}

function Poster({ name, state }: { name: string; state: LiveStream['state'] }) {
  return (
    <div class="poster">
      <Waves name={name} />
      <StateBadge state={state} />
      <span class="poster-play" aria-hidden="true">
        <Icon name="play" />
      </span>
    </div>
  );
}
