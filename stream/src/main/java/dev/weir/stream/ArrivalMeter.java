package dev.weir.stream;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.ScanType;
import dev.weir.media.codec.VideoConfig;
import dev.weir.media.sound.SoundLevel;
import dev.weir.media.sound.SoundMeter;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Measures one track as it arrives, before the timeline has a say, and keeps what each second was
 * like. Guarded by its publication. No allocation per sample; about 35 KB, and what the {@link
 * SoundMeter} of its sound takes.
 */
final class ArrivalMeter {
  /** Of these the usual step is told; no stream has more frames in a second. */
  private static final int MOST_STEPS = 512;

  /** Timestamps of whole milliseconds make steps of 16 and 17. */
  private static final int ROUNDING_MILLIS = 2;

  /** A rate over less is chance: after a gap a second may hold a single frame. */
  private static final int LEAST_SPAN_MILLIS = 500;

  private static final int BITS_PER_BYTE = 8;
  private static final int JITTER_GAIN = 16;

  private final SecondsRing<TrackMeasure> ring = new SecondsRing<>(TrackMeasure.class);
  private final int[] stepsMillis = new int[MOST_STEPS];

  // of the publisher
  private Track track;
  private boolean isPresent;
  private Optional<SoundMeter> sound;

  // of the run of timestamps
  private boolean isRunning;
  private boolean sawKeyframe;
  private long lastDtsNanos;
  private long lastArrivalNanos;
  private long keyframeNanos;
  private long jitterNanos;

  // of the second
  private int frames;
  private long bytes;
  private int steps;
  private long stepBytes;
  private long spanMillis;
  private int keyframes;
  private int scanned;
  private int interlaced;
  private long longestKeyframeMillis;
  private long shortestKeyframeMillis;
  private long lowestLeadNanos;
  private long highestLeadNanos;

  ArrivalMeter(Track track) {
    this.track = track;
    this.isPresent = true;
    this.sound = SoundMeter.of(track.config());
    beginSecond();
  }

  Track track() {
    return track;
  }

  boolean isVideo() {
    return track.kind() == TrackKind.VIDEO;
  }

  /** The publisher has configured it. */
  boolean isPresent() {
    return isPresent;
  }

  void configure(Track configured) {
    if (!configured.config().equals(track.config())) {
      sound = SoundMeter.of(configured.config());
    }
    track = configured;
    isPresent = true;
  }

  /** The publisher is gone. */
  void leave() {
    isPresent = false;
    restart();
  }

  /** What comes next does not continue what came before. */
  void restart() {
    isRunning = false;
    sawKeyframe = false;
    jitterNanos = 0;
    steps = 0;
    stepBytes = 0;
    spanMillis = 0;
  }

  /** It has sent something since the run of timestamps began. */
  boolean isRunning() {
    return isRunning;
  }

  /** Of its newest sample. */
  long lastDtsNanos() {
    return lastDtsNanos;
  }

  /** How far {@code dtsNanos} is from the last sample's; 0 for the first of a run. */
  long stepNanos(long dtsNanos) {
    return isRunning ? dtsNanos - lastDtsNanos : 0;
  }

  void add(MediaSample sample, long dtsNanos, long arrivalNanos) {
    int payload = sample.payloadBytes();
    frames++;
    bytes += payload;
    if (isRunning) {
      step(dtsNanos, arrivalNanos, payload);
    }
    isRunning = true;
    lastDtsNanos = dtsNanos;
    lastArrivalNanos = arrivalNanos;
    if (isVideo()) {
      picture(sample, dtsNanos);
    } else if (sound.isPresent()) {
      for (Bytes frame : sample.units()) {
        sound.get().add(frame);
      }
    }
  }

  /** RFC 3550 §6.4.1: J = J + (|D| − J) / 16. */
  private void step(long dtsNanos, long arrivalNanos, int payload) {
    long stepNanos = dtsNanos - lastDtsNanos;
    long differenceNanos = Math.abs(arrivalNanos - lastArrivalNanos - stepNanos);
    jitterNanos += (differenceNanos - jitterNanos) / JITTER_GAIN;
    long millis = TimeUnit.NANOSECONDS.toMillis(stepNanos + TimeUnit.MILLISECONDS.toNanos(1) / 2);
    if (steps < MOST_STEPS) {
      stepsMillis[steps++] = (int) millis;
    }
    stepBytes += payload;
    spanMillis += millis;
  }

  private void picture(MediaSample sample, long dtsNanos) {
    long leadNanos = MediaTime.toNanos(sample.compositionTicks(), track.timescale());
    lowestLeadNanos = Math.min(lowestLeadNanos, leadNanos);
    highestLeadNanos = Math.max(highestLeadNanos, leadNanos);
    if (!sample.keyframe()) {
      return;
    }
    scan(sample);
    if (sawKeyframe) {
      long millis = TimeUnit.NANOSECONDS.toMillis(dtsNanos - keyframeNanos);
      longestKeyframeMillis = Math.max(longestKeyframeMillis, millis);
      shortestKeyframeMillis = Math.min(shortestKeyframeMillis, millis);
      keyframes++;
    }
    sawKeyframe = true;
    keyframeNanos = dtsNanos;
  }

  private void scan(MediaSample keyframe) {
    if (track.config() instanceof VideoConfig video) {
      ScanType type = video.scanType(keyframe.units());
      scanned += type == ScanType.UNKNOWN ? 0 : 1;
      interlaced += type == ScanType.INTERLACED ? 1 : 0;
    }
  }

  /** The second is over: keeps what it was like, and returns its bit rate in kb/s. */
  long endSecond(long second) {
    long bitrateKbps = bytes * BITS_PER_BYTE / 1000;
    ring.clear(second);
    if (isPresent) {
      ring.put(second, TrackMeasure.FRAMES, frames);
      ring.put(second, TrackMeasure.BITRATE_KBPS, bitrateKbps);
      endRun(second);
    }
    beginSecond();
    return bitrateKbps;
  }

  private void endRun(long second) {
    if (frames > 0 && isRunning) {
      ring.put(second, TrackMeasure.JITTER_MICROS, TimeUnit.NANOSECONDS.toMicros(jitterNanos));
    }
    sound.flatMap(SoundMeter::take).ifPresent(level -> endSound(second, level));
    if (spanMillis >= LEAST_SPAN_MILLIS) {
      ring.put(second, TrackMeasure.MEDIA_BITRATE_KBPS, stepBytes * BITS_PER_BYTE / spanMillis);
      ring.put(second, TrackMeasure.FRAME_RATE_CENTI, Math.round(steps * 100_000.0 / spanMillis));
    }
    if (isVideo() && frames > 0) {
      long reorderNanos = highestLeadNanos - lowestLeadNanos;
      ring.put(second, TrackMeasure.REORDER_MILLIS, TimeUnit.NANOSECONDS.toMillis(reorderNanos));
      endSteps(second);
    }
    if (scanned > 0) {
      ring.put(second, TrackMeasure.INTERLACED_KEYFRAMES, interlaced);
    }
    if (keyframes > 0) {
      ring.put(second, TrackMeasure.LONGEST_KEYFRAME_INTERVAL_MILLIS, longestKeyframeMillis);
      ring.put(second, TrackMeasure.SHORTEST_KEYFRAME_INTERVAL_MILLIS, shortestKeyframeMillis);
    }
  }

  private void endSound(long second, SoundLevel level) {
    ring.put(second, TrackMeasure.RMS_DBFS_CENTI, Math.round(100 * level.rmsDbfs()));
    ring.put(second, TrackMeasure.PEAK_DBFS_CENTI, Math.round(100 * level.peakDbfs()));
    ring.put(second, TrackMeasure.CLIPPED_PPM, level.clippedPpm());
  }

  private void endSteps(long second) {
    if (steps == 0) {
      return;
    }
    Arrays.sort(stepsMillis, 0, steps);
    int median = Math.max(1, stepsMillis[steps / 2]);
    int tolerance = Math.max(ROUNDING_MILLIS, median / 4);
    double usualMillis = meanNear(median, tolerance);
    int irregular = 0;
    int skipped = 0;
    for (int i = 0; i < steps; i++) {
      long multiple = Math.round(stepsMillis[i] / usualMillis);
      double offMillis = Math.abs(stepsMillis[i] - multiple * usualMillis);
      if (multiple == 0 || offMillis > tolerance) {
        irregular++;
      } else {
        skipped += (int) multiple - 1;
      }
    }
    ring.put(second, TrackMeasure.IRREGULAR_FRAMES, irregular);
    ring.put(second, TrackMeasure.SKIPPED_FRAMES, skipped);
    ring.put(second, TrackMeasure.USUAL_RATE_CENTI, Math.round(100_000 / usualMillis));
  }

  /** Whole milliseconds are too coarse for a rate, the average of such steps is not. */
  private double meanNear(int median, int tolerance) {
    int count = 0;
    double millis = 0;
    for (int i = 0; i < steps; i++) {
      if (Math.abs(stepsMillis[i] - median) <= tolerance) {
        count++;
        millis += stepsMillis[i];
      }
    }
    return Math.max(1, millis / count);
  }

  private void beginSecond() {
    frames = 0;
    bytes = 0;
    steps = 0;
    stepBytes = 0;
    spanMillis = 0;
    keyframes = 0;
    scanned = 0;
    interlaced = 0;
    longestKeyframeMillis = 0;
    shortestKeyframeMillis = Long.MAX_VALUE;
    lowestLeadNanos = Long.MAX_VALUE;
    highestLeadNanos = Long.MIN_VALUE;
  }

  TrackHealth health(long from, long to) {
    long openNanos = sawKeyframe ? lastDtsNanos - keyframeNanos : 0;
    return new TrackHealth(track, ring.copy(from, to), TimeUnit.NANOSECONDS.toMillis(openNanos));
  }
}
