import shaka from 'shaka-player/dist/shaka-player.dash-es2021.js';
import type { OpenEngine } from './engine';

// It relies on what the newest browsers alone have of their own, such as Map.getOrInsertComputed.
shaka.polyfill.installAll();

const CONFIGURATION = {
  streaming: {
    lowLatencyMode: true,
    bufferBehind: 30,
  },
};

const reasonOf = (error: unknown) =>
  error instanceof shaka.util.Error ? `shaka error ${error.code}` : String(error);

export const openDash: OpenEngine = (video, url, onFailure) => {
  const player = new shaka.Player();
  player.configure(CONFIGURATION);
  player.addEventListener('error', (event) => {
    const { detail } = event as unknown as { detail: InstanceType<typeof shaka.util.Error> };
    if (detail.severity === shaka.util.Error.Severity.CRITICAL) onFailure(reasonOf(detail));
  });
  let isLoaded = false;
  const load = async () => {
    try {
      await player.attach(video);
      await player.load(url);
      isLoaded = true;
    } catch (error) {
      throw new Error(reasonOf(error), { cause: error });
    }
  };
  return {
    label: `shaka-player ${shaka.Player.version.replace(/^v/, '')}`,
    attached: load(),
    // Before that it answers with what the time is now.
    playingDate: () => (isLoaded ? player.getPlayheadTimeAsDate() : null),
    liveEdgeSeconds: () => player.seekRange().end || null,
    bitrateBps: () => player.getStats().streamBandwidth || null,
    destroy: () => player.destroy(),
  };
};
