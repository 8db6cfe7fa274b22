package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures what a publisher sends, as it arrives, and keeps the last ten minutes of it second by
 * second: 17 KB for a stream and 38 KB for each track, of which the first eight are measured, and
 * 80 KB for a decoder of stereo. Guarded by its publication. No allocation per sample.
 */
final class HealthRecorder {
  static final int MOST_TRACKS = 8;

  private static final long SECOND_NANOS = MediaTime.NANOS_PER_SECOND;

  /** As the timeline takes them: a track that goes back or ahead further has jumped. */
  private final long backwardsNanos;

  private final long forwardNanos;

  private final Supplier<TimelineCounters> counters;
  private final SecondsRing<StreamMeasure> ring = new SecondsRing<>(StreamMeasure.class);
  private final List<ArrivalMeter> meters = new ArrayList<>();

  // of the stream
  private boolean isOpen;
  private long openedNanos;
  private long second;
  private long droppedBefore;
  private long jumpsBefore;

  // of the publisher
  private boolean isPublishing;
  private long steadySince;
  private long lastArrivalNanos;

  // of the run of timestamps
  private boolean isRunning;
  private long firstDelayNanos;

  // of the second
  private long longestGapNanos;
  private long smallestDelayNanos = Long.MAX_VALUE;
  private long heldBackNanos;
  private long skewNanos;
  private long skews;

  HealthRecorder(TimelineLimits limits, Supplier<TimelineCounters> counters) {
    this.backwardsNanos = limits.backwards().toNanos();
    this.forwardNanos = limits.forwardHole().toNanos();
    this.counters = counters;
  }

  /** A publisher is there. */
  void begin(long nowNanos) {
    if (!isOpen) {
      isOpen = true;
      openedNanos = nowNanos;
    }
    advance(nowNanos);
    isPublishing = true;
    lastArrivalNanos = nowNanos;
    restart();
  }

  /** It is gone. */
  void end(long nowNanos) {
    advance(nowNanos);
    isPublishing = false;
    meters.forEach(ArrivalMeter::leave);
    restart();
  }

  private void restart() {
    isRunning = false;
    steadySince = second;
    smallestDelayNanos = Long.MAX_VALUE;
  }

  void track(Track track) {
    @Nullable ArrivalMeter known = meter(track.id());
    if (known != null && known.track().kind() == track.kind()) {
      known.configure(track);
    } else if (known != null) {
      meters.set(meters.indexOf(known), new ArrivalMeter(track));
    } else if (meters.size() < MOST_TRACKS) {
      meters.add(new ArrivalMeter(track));
    }
  }

  private @Nullable ArrivalMeter meter(int id) {
    for (int i = 0; i < meters.size(); i++) {
      if (meters.get(i).track().id() == id) {
        return meters.get(i);
      }
    }
    return null;
  }

  void sample(MediaSample sample, Arrival arrival) {
    long arrivalNanos = arrival.monotonicNanos();
    advance(arrivalNanos);
    longestGapNanos = Math.max(longestGapNanos, arrivalNanos - lastArrivalNanos);
    lastArrivalNanos = arrivalNanos;
    @Nullable ArrivalMeter meter = meter(sample.trackId());
    if (meter == null || !meter.isPresent()) {
      return;
    }
    long dtsNanos = MediaTime.toNanos(sample.dtsTicks(), meter.track().timescale());
    long stepNanos = meter.stepNanos(dtsNanos);
    if (stepNanos < -backwardsNanos || stepNanos > forwardNanos) {
      jump();
    }
    meter.add(sample, dtsNanos, arrivalNanos);
    delay(arrivalNanos - dtsNanos);
    skew();
  }

  /** The publisher is made to wait from now on. */
  void heldBack(long nanos, long nowNanos) {
    advance(nowNanos);
    heldBackNanos += nanos;
  }

  private void jump() {
    restart();
    for (int i = 0; i < meters.size(); i++) {
      meters.get(i).restart();
    }
  }

  private void delay(long delayNanos) {
    if (!isRunning) {
      isRunning = true;
      firstDelayNanos = delayNanos;
    }
    smallestDelayNanos = Math.min(smallestDelayNanos, delayNanos - firstDelayNanos);
  }

  private void skew() {
    @Nullable ArrivalMeter video = first(true);
    @Nullable ArrivalMeter audio = first(false);
    if (video != null && audio != null) {
      skewNanos += video.lastDtsNanos() - audio.lastDtsNanos();
      skews++;
    }
  }

  private @Nullable ArrivalMeter first(boolean isVideo) {
    for (int i = 0; i < meters.size(); i++) {
      ArrivalMeter meter = meters.get(i);
      if (meter.isRunning() && meter.isVideo() == isVideo) {
        return meter;
      }
    }
    return null;
  }

  /** Ends the seconds that are over; those for which nobody looked are left out. */
  void advance(long nowNanos) {
    if (!isOpen) {
      return;
    }
    long current = Math.max(second, (nowNanos - openedNanos) / SECOND_NANOS);
    if (current - second > SecondsRing.SECONDS) {
      second = current - SecondsRing.SECONDS;
    }
    while (second < current) {
      endSecond();
      second++;
    }
  }

  private void endSecond() {
    long endNanos = openedNanos + (second + 1) * SECOND_NANOS;
    long bitrateKbps = 0;
    for (int i = 0; i < meters.size(); i++) {
      bitrateKbps += meters.get(i).endSecond(second);
    }
    ring.clear(second);
    TimelineCounters now = counters.get();
    long dropped = now.droppedSamples() - now.samplesBeforeKeyframe();
    if (isPublishing) {
      longestGapNanos = Math.max(longestGapNanos, endNanos - lastArrivalNanos);
      ring.put(second, StreamMeasure.BITRATE_KBPS, bitrateKbps);
      ring.put(second, StreamMeasure.LONGEST_GAP_MILLIS, millis(longestGapNanos));
      ring.put(second, StreamMeasure.DROPPED_SAMPLES, dropped - droppedBefore);
      ring.put(second, StreamMeasure.JUMPS, now.jumps() - jumpsBefore);
      ring.put(second, StreamMeasure.HELD_BACK_MILLIS, millis(heldBackNanos));
      endRun();
    }
    heldBackNanos = 0;
    droppedBefore = dropped;
    jumpsBefore = now.jumps();
    longestGapNanos = 0;
    smallestDelayNanos = Long.MAX_VALUE;
    skewNanos = 0;
    skews = 0;
  }

  private void endRun() {
    if (smallestDelayNanos != Long.MAX_VALUE) {
      ring.put(
          second, StreamMeasure.DELAY_MICROS, TimeUnit.NANOSECONDS.toMicros(smallestDelayNanos));
    }
    if (skews > 0) {
      ring.put(second, StreamMeasure.SKEW_MILLIS, millis(skewNanos / skews));
    }
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  HealthHistory history(Arrival now) {
    advance(now.monotonicNanos());
    long from = Math.max(0, second - SecondsRing.SECONDS);
    long sinceEndNanos = isOpen ? now.monotonicNanos() - openedNanos - second * SECOND_NANOS : 0;
    boolean anyPresent = meters.stream().anyMatch(ArrivalMeter::isPresent);
    return new HealthHistory(
        from,
        second,
        now.wallMillis() - millis(sinceEndNanos),
        steadySince,
        isPublishing,
        ring.copy(from, second),
        meters.stream()
            .filter(meter -> !anyPresent || meter.isPresent())
            .sorted(Comparator.comparingInt(meter -> meter.track().id()))
            .map(meter -> meter.health(from, second))
            .toList());
  }
}
