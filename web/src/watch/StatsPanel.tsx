import { type LiveStream, videoOf } from '../api/streams';
import { Icon } from '../common/Icon';
import { bitrateInWords, frameRateInWords, pictureSizeInWords } from '../words/quantities';
import type { PlaybackStats } from './measures';

interface Props {
  /** What is not live has no latency. */
  isLive?: boolean;
  stats: PlaybackStats;
  stream: LiveStream | null;
  onClose: () => void;
}

const seconds = (value: number | null) => (value === null ? null : `${value.toFixed(2)} s`);

function rowsOf(
  stats: PlaybackStats,
  stream: LiveStream | null,
): [label: string, value: string | null, id: string][] {
  const frameRate = stream && frameRateInWords(videoOf(stream)?.frameRate);
  const size = pictureSizeInWords(stats.width, stats.height);
  return [
    ['Latency', seconds(stats.latencySeconds), 'latency'],
    ['Buffer', seconds(stats.bufferSeconds), 'buffer'],
    ['Picture', size && [size, frameRate].filter(Boolean).join(', '), 'resolution'],
    ['Bitrate', bitrateInWords(stats.bitrateBps ?? stream?.bitrateBps), 'bitrate'],
    ['Dropped frames', `${stats.droppedFrames} of ${stats.decodedFrames}`, 'dropped'],
    ['Speed', `${stats.playbackRate.toFixed(2)} ×`, 'speed'],
    ['Player', stats.engine, 'engine'],
  ];
}

export function StatsPanel({ isLive = true, stats, stream, onClose }: Props) {
  const rows = rowsOf(stats, stream).filter(([, , id]) => isLive || id !== 'latency');
  return (
    <aside class="stats" aria-label="Statistics" data-testid="stats">
      <dl>
        {rows.map(([label, value, id]) => (
          <div key={id}>
            <dt>{label}</dt>
            <dd data-testid={`stats-${id}`}>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      <button type="button" class="stats-close" aria-label="Close statistics" onClick={onClose}>
        <Icon name="close" />
      </button>
    </aside>
  );
}
