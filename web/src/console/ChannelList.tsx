import { useState } from 'preact/hooks';
import type { Channel } from '../api/channels';
import { wordsOf } from '../api/problem';
import { Icon } from '../common/Icon';
import { ChannelState } from './ChannelState';
import { NewChannelDialog } from './NewChannelDialog';
import { channelAddress } from './places';
import { useChannels } from './useChannels';

/** All channels that somebody has made, by name. */
export function ChannelList() {
  const [query, setQuery] = useState('');
  const [making, setMaking] = useState(false);
  const { listed, failure, showMore } = useChannels(query);
  const isEmpty = listed?.channels.length === 0;
  return (
    <section class="library" aria-labelledby="channels-heading">
      <div class="section-head library-head">
        <h1 id="channels-heading">Channels</h1>
        <p role="status" data-testid="channels-status">
          {failure ? wordsOf(failure) : ''}
        </p>
        <button
          type="button"
          class="button primary"
          onClick={() => setMaking(true)}
          data-testid="new-channel"
        >
          <Icon name="signal" />
          New channel
        </button>
      </div>
      <search class="filters" aria-label="Channels">
        <div class="search-box">
          <Icon name="search" />
          <input
            type="search"
            placeholder="Search"
            aria-label="Search names and titles"
            value={query}
            maxLength={200}
            onInput={(event) => setQuery(event.currentTarget.value)}
            data-testid="channel-search"
          />
        </div>
      </search>
      {isEmpty && (
        <p class="quiet nothing-found" data-testid="no-channels">
          {query === ''
            ? 'There is none yet. A new one comes with a key to paste into OBS.'
            : 'No channel is called like that.'}
        </p>
      )}
      <ul class="channel-rows" data-testid="channels">
        {listed?.channels.map((channel) => (
          <ChannelRow key={channel.name} channel={channel} />
        ))}
      </ul>
      {listed?.hasMore && (
        <button type="button" class="button show-more" onClick={showMore}>
          <Icon name="more" />
          Show more
        </button>
      )}
      {making && <NewChannelDialog onClose={() => setMaking(false)} />}
    </section>
  );
}

function ChannelRow({ channel }: { channel: Channel }) {
  return (
    <li class="channel-row" data-testid="channel-row" data-name={channel.name}>
      <h2>
        <a href={channelAddress(channel.name)}>{channel.title ?? channel.name}</a>
      </h2>
      <p class="film-facts">
        {channel.title && <span>{channel.name}</span>}
        {channel.fixed && <span class="quality">fixed</span>}
        <ChannelState live={channel.live} />
      </p>
    </li>
  );
}
