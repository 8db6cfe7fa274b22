import type { LiveStream } from '../api/streams';

export function StateBadge({ state }: { state: LiveStream['state'] }) {
  return (
    <span class={`badge badge-${state}`} data-testid="state">
      {state === 'live' ? 'Live' : 'Interrupted'}
    </span>
  );
}
