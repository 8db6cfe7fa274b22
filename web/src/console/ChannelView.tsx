import { useState } from 'preact/hooks';
import type { Channel } from '../api/channels';
import { wordsOf } from '../api/problem';
import { Icon } from '../common/Icon';
import { ChannelKeys } from './ChannelKeys';
import { ChannelSettings } from './ChannelSettings';
import { ChannelState } from './ChannelState';
import { DeleteChannelDialog } from './DeleteChannelDialog';
import { CHANNELS_ADDRESS } from './places';
import { PublishAddresses } from './PublishAddresses';
import { useChannel } from './useChannel';

/** All of one channel. */
export function ChannelView({ name }: { name: string }) {
  const { channel, failure, askNow } = useChannel(name);
  return (
    <section class="library" aria-labelledby="channel-heading">
      <p>
        <a class="back-link" href={CHANNELS_ADDRESS} data-testid="all-channels">
          <Icon name="back" />
          All channels
        </a>
      </p>
      <h1 id="channel-heading" class="channel-heading" data-testid="channel-heading">
        {channel?.title ?? name}
      </h1>
      <p role="status" class="quiet">
        {failure ? wordsOf(failure) : ''}
      </p>
      {channel && <Parts key={name} channel={channel} onChanged={askNow} />}
    </section>
  );
}

function Parts({ channel, onChanged }: { channel: Channel; onChanged: () => void }) {
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <p class="film-facts">
        {channel.title && <span>{channel.name}</span>}
        <ChannelState live={channel.live} />
        <a href={`/watch/live/${channel.name}`}>Watch page</a>
      </p>
      {channel.fixed && (
        <p class="fixed-note" data-testid="fixed">
          This channel is in the configuration file. It is changed there, and with a restart.
        </p>
      )}
      <div class="channel-parts">
        <PublishAddresses channel={channel} />
        <ChannelKeys channel={channel} onChanged={onChanged} />
        {!channel.fixed && <ChannelSettings channel={channel} onChanged={onChanged} />}
      </div>
      {!channel.fixed && (
        <button
          type="button"
          class="button danger"
          onClick={() => setDeleting(true)}
          data-testid="delete-channel"
        >
          <Icon name="bin" />
          Delete this channel
        </button>
      )}
      {deleting && <DeleteChannelDialog channel={channel} onClose={() => setDeleting(false)} />}
    </>
  );
}
