package dev.weir.packaging;

import static dev.weir.media.MediaTime.MILLIS_PER_SECOND;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * One track on its way through the {@link Segmenter}: its open part, whose last sample lasts for as
 * long as it takes until the next. Confined to the segmenter.
 */
final class Lane {
  /** What a frame lasts where nothing tells: the last one before a stall, if it is the first. */
  private static final int GUESSED_FRAMES_PER_SECOND = 30;

  final Track track;

  // of the open part
  final List<MediaSample> open = new ArrayList<>();
  int lastDurationTicks;

  Lane(Track track) {
    this.track = track;
    this.lastDurationTicks = Math.max(1, track.timescale() / GUESSED_FRAMES_PER_SECOND);
  }

  long ticks(long millis) {
    return MediaTime.convert(millis, MILLIS_PER_SECOND, track.timescale());
  }

  long ticksAt(long nanos) {
    return MediaTime.fromNanos(nanos, track.timescale());
  }

  long nanos(MediaSample sample) {
    return nanos(sample.dtsTicks());
  }

  long nanos(long ticks) {
    return ticks == Long.MAX_VALUE ? ticks : MediaTime.toNanos(ticks, track.timescale());
  }

  long openTicks() {
    return open.isEmpty()
        ? 0
        : open.getLast().dtsTicks() + lastDurationTicks - open.getFirst().dtsTicks();
  }

  /** The last sample of the open part lasts until the next one begins. */
  void settleUntil(long nextTicks) {
    if (!open.isEmpty()) {
      lastDurationTicks = (int) Math.max(1, nextTicks - open.getLast().dtsTicks());
      open.set(open.size() - 1, open.getLast().withDurationTicks(lastDurationTicks));
    }
  }

  List<MediaSample> takeBefore(long nanos) {
    int count = 0;
    while (count < open.size() && nanos(open.get(count).dtsTicks()) < nanos) {
      count++;
    }
    if (count == open.size()) {
      settleWithGuess();
    }
    List<MediaSample> head = open.subList(0, count);
    List<MediaSample> taken = List.copyOf(head);
    head.clear();
    return taken;
  }

  void settleUnknownUntil(long nextTicks) {
    if (!open.isEmpty() && open.getLast().durationTicks() == MediaSample.UNKNOWN_DURATION) {
      settleUntil(nextTicks);
    }
  }

  private void settleWithGuess() {
    if (!open.isEmpty()) {
      settleUnknownUntil(open.getLast().dtsTicks() + lastDurationTicks);
    }
  }
}
