package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;

/** A sample with the track that held when it came. Immutable. */
record ArrivedSample(MediaSample sample, Track track, Arrival arrival, long dtsNanos) {
  ArrivedSample(MediaSample sample, Track track, Arrival arrival) {
    this(sample, track, arrival, MediaTime.toNanos(sample.dtsTicks(), track.timescale()));
  }

  int trackId() {
    return track.id();
  }

  boolean isVideo() {
    return track.kind() == TrackKind.VIDEO;
  }

  long ptsNanos() {
    return MediaTime.toNanos(sample.ptsTicks(), track.timescale());
  }

  /** The same sample so much later. */
  ArrivedSample movedBy(long nanos) {
    if (nanos == 0) {
      return this;
    }
    long ticks = sample.dtsTicks() + MediaTime.fromNanos(nanos, track.timescale());
    return new ArrivedSample(sample.withDtsTicks(ticks), track, arrival);
  }

  /** Comparable among the samples of one run of timestamps only. */
  long delayNanos() {
    return arrival.monotonicNanos() - dtsNanos;
  }

  /** How long it is shown after it is decoded. */
  long leadNanos() {
    return ptsNanos() - dtsNanos;
  }
}
