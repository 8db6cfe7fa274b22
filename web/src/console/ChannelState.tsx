import type { Channel } from '../api/channels';
import { useServerNow } from '../common/hooks';
import { timeOnAir, viewersInWords } from '../words/quantities';

const WORDS: Record<string, string> = {
  live: 'Live',
  interrupted: 'Interrupted',
  starting: 'Starting',
};

/** Whether it is on air, for how long, and who watches. */
export function ChannelState({ live }: { live: Channel['live'] }) {
  const now = useServerNow();
  const words = live ? WORDS[live.state] : undefined;
  if (!live || words === undefined) return <span data-testid="channel-state">Off air</span>;
  return (
    <>
      <span class={`state on-air-${live.state}`} data-testid="channel-state">
        {words}
      </span>
      <span title="Time on air">{timeOnAir(live.onAirSince, now)}</span>
      <span>{viewersInWords(live.viewers)}</span>
    </>
  );
}
