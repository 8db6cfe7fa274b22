package dev.weir.packaging;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the samples of several tracks into one order by decoding time, so that two interleavings of
 * the same samples are cut alike. Confined to its packager.
 *
 * <p>A sample is held until every other track has one that is as late, but not for more than a
 * second of media: a track that falls silent for as long is no longer waited for until it speaks
 * again.
 */
final class TrackMerger {
  private static final long PATIENCE_NANOS = MediaTime.NANOS_PER_SECOND;

  private final List<Lane> lanes;
  private boolean started;

  /** The first of {@code tracks} goes first where times are equal. */
  TrackMerger(List<Track> tracks) {
    lanes = tracks.stream().map(Lane::new).toList();
  }

  /** Takes a sample of one of the tracks. */
  void add(MediaSample sample) {
    Lane lane = lane(sample.trackId());
    lane.queue.add(sample);
    lane.silent = false;
    long newestNanos = lane.nanos(sample);
    if (!started) {
      lanes.forEach(other -> other.lastNanos = newestNanos);
      started = true;
    }
    for (Lane other : lanes) {
      other.silent |= other.queue.isEmpty() && newestNanos - other.lastNanos > PATIENCE_NANOS;
    }
  }

  /** The next sample in order, unless an earlier one may still come. */
  Optional<MediaSample> poll() {
    boolean mustWait = lanes.stream().anyMatch(lane -> lane.queue.isEmpty() && !lane.silent);
    return mustWait ? Optional.empty() : drain();
  }

  /** The next sample in order, whatever may still come. */
  Optional<MediaSample> drain() {
    @Nullable Lane earliest = null;
    for (Lane lane : lanes) {
      if (!lane.queue.isEmpty() && (earliest == null || lane.headNanos() < earliest.headNanos())) {
        earliest = lane;
      }
    }
    return earliest == null ? Optional.empty() : Optional.of(earliest.take());
  }

  /** The sample of that track that comes next. */
  Optional<MediaSample> next(int trackId) {
    return Optional.ofNullable(lane(trackId).queue.peek());
  }

  private Lane lane(int trackId) {
    return lanes.stream()
        .filter(lane -> lane.track.id() == trackId)
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("sample of a track that the period lacks: " + trackId));
  }

  /** One track's samples that wait for the others. */
  private static final class Lane {
    private final Track track;
    private final ArrayDeque<MediaSample> queue = new ArrayDeque<>();
    private long lastNanos;
    private boolean silent;

    Lane(Track track) {
      this.track = track;
    }

    long headNanos() {
      return nanos(queue.element());
    }

    MediaSample take() {
      MediaSample head = queue.remove();
      lastNanos = nanos(head);
      return head;
    }

    long nanos(MediaSample sample) {
      return MediaTime.toNanos(sample.dtsTicks(), track.timescale());
    }
  }
}
