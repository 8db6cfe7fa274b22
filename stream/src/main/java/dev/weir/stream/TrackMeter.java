package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.concurrent.TimeUnit;

/**
 * Counts one track of the current period; the last samples stand in a ring, 4 KiB per track.
 * Guarded by its stream. No allocation per sample.
 */
final class TrackMeter {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int RING_SAMPLES = 256;
  private static final double BITS_PER_BYTE = 8;

  private final Track track;
  private final long[] dtsNanos = new long[RING_SAMPLES];
  private final long[] sizes = new long[RING_SAMPLES];

  private long samples;
  private long bytes;
  private boolean sawKeyframe;
  private long keyframeNanos;
  private long keyframeIntervalNanos;

  TrackMeter(Track track) {
    this.track = track;
  }

  /** Takes the next sample; returns its decoding time. */
  long add(MediaSample sample, int payloadBytes) {
    long nanos = MediaTime.toNanos(sample.dtsTicks(), track.timescale());
    int slot = (int) (samples % RING_SAMPLES);
    dtsNanos[slot] = nanos;
    sizes[slot] = payloadBytes;
    samples++;
    bytes += payloadBytes;
    if (sample.keyframe()) {
      keyframeIntervalNanos = sawKeyframe ? nanos - keyframeNanos : 0;
      keyframeNanos = nanos;
      sawKeyframe = true;
    }
    return nanos;
  }

  TrackStats stats() {
    long inRing = Math.min(samples, RING_SAMPLES);
    long spanNanos = 0;
    long spanSamples = 0;
    long spanBytes = 0;
    for (long back = 1; back < inRing; back++) {
      int slot = (int) ((samples - 1 - back) % RING_SAMPLES);
      long ago = dtsNanos[(int) ((samples - 1) % RING_SAMPLES)] - dtsNanos[slot];
      if (ago > WINDOW_NANOS) {
        break;
      }
      spanNanos = ago;
      spanSamples = back;
      spanBytes += sizes[slot];
    }
    double perSecond = spanNanos == 0 ? 0 : (double) MediaTime.NANOS_PER_SECOND / spanNanos;
    return new TrackStats(
        track,
        samples,
        bytes,
        Math.round(spanBytes * BITS_PER_BYTE * perSecond),
        spanSamples * perSecond,
        TimeUnit.NANOSECONDS.toMillis(keyframeIntervalNanos));
  }
}
