import { Icon } from '../common/Icon';
import { CHANNELS_ADDRESS, type Place } from './places';

/** What there is to look after. */
export function ConsoleTabs({ place }: { place: Place }) {
  const isLibrary = place.view === 'library';
  return (
    <nav class="console-tabs" aria-label="Console">
      <a href="#library" aria-current={isLibrary ? 'page' : undefined} data-testid="tab-library">
        <Icon name="film" />
        Library
      </a>
      <a href={CHANNELS_ADDRESS} aria-current={isLibrary ? undefined : 'page'} data-testid="tab-channels">
        <Icon name="signal" />
        Channels
      </a>
    </nav>
  );
}
