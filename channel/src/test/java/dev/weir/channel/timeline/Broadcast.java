package dev.weir.channel.timeline;

import dev.weir.container.flv.FlvEvent;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.flv.FlvTag;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.StreamEvent;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.Arrival;
import dev.weir.stream.Timeline;
import dev.weir.stream.TimelineCounters;
import dev.weir.stream.TimelineLimits;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * A whole stream without sockets, threads or real time: what publishers send goes through reader,
 * timeline and packager as it would in the server, by a clock that stands still in between.
 * Confined to its test.
 */
final class Broadcast {
  static final long START_MILLIS = 1_763_676_000_250L;

  private static final long STORE_BYTES = 512L << 20;

  private final ManualClock clock = new ManualClock(START_MILLIS);
  private final MemoryBlobStore store = new MemoryBlobStore(STORE_BYTES);
  private final Packager packager = new Packager("live/test", PackagingConfig.DEFAULT, store);
  private final Timeline timeline = new Timeline(TimelineLimits.DEFAULT, this::publish);
  private final Viewer viewer;

  private final IdentityHashMap<MediaSample, Long> sourceMillis = new IdentityHashMap<>();
  private final List<PlayedPeriod> periods = new ArrayList<>();
  private long samplesIn;

  /**
   * What the timeline says of one period.
   *
   * @param samples of all tracks in the order of the events
   */
  record PlayedPeriod(StreamEvent.PeriodStarted start, List<MediaSample> samples) {
    List<MediaSample> samples(int trackId) {
      return samples.stream().filter(sample -> sample.trackId() == trackId).toList();
    }
  }

  /**
   * @param checkedSteps of so many presentations the texts of one and the next are checked
   */
  Broadcast(int checkedSteps) {
    viewer = new Viewer(store, checkedSteps);
  }

  /** One connection, from its first tag to its loss. */
  Broadcast play(Clip clip) throws MediaFormatException {
    var reader = new FlvReader();
    long beginNanos = clock.monotonicNanos();
    for (Delivery delivery : clip.deliveries()) {
      passUntil(beginNanos + Duration.ofMillis(delivery.atMillis()).toNanos());
      take(reader.read(delivery.tag()), delivery.tag());
    }
    timeline.interrupt();
    return this;
  }

  /** Nobody publishes for a while. */
  Broadcast pause(Duration duration) {
    passUntil(clock.monotonicNanos() + duration.toNanos());
    return this;
  }

  Broadcast end() {
    publish(new StreamEvent.Ended());
    return this;
  }

  Viewer viewer() {
    return viewer;
  }

  List<PlayedPeriod> periods() {
    return periods;
  }

  /** How many samples of a track of the period that began then the timeline let pass. */
  int samplesPlayed(long periodId, int trackId) {
    return periods.stream()
        .filter(period -> period.start().anchor().wallMillis() == periodId)
        .mapToInt(period -> period.samples(trackId).size())
        .sum();
  }

  /** What the publishers have sent. */
  long samplesIn() {
    return samplesIn;
  }

  TimelineCounters counters() {
    return timeline.counters();
  }

  /** The presentation time that the source gives to a sample of the timeline. */
  long sourceMillis(MediaSample sample) {
    return sourceMillis.getOrDefault(sample, Long.MIN_VALUE);
  }

  private void passUntil(long nanos) {
    var deadline = timeline.nextDeadlineNanos();
    if (deadline.isPresent() && deadline.getAsLong() <= nanos) {
      advanceTo(deadline.getAsLong());
      timeline.tick(clock.monotonicNanos());
    }
    advanceTo(nanos);
  }

  private void advanceTo(long nanos) {
    clock.advance(Duration.ofNanos(nanos - clock.monotonicNanos()));
  }

  private void take(List<FlvEvent> events, FlvTag tag) {
    for (FlvEvent event : events) {
      switch (event) {
        case FlvEvent.TrackConfigured(var track) -> timeline.track(track);
        case FlvEvent.SampleRead(var sample) -> {
          samplesIn++;
          sourceMillis.put(sample, presentationMillis(sample, tag));
          timeline.sample(sample, Arrival.now(clock));
        }
        case FlvEvent.StreamRefused refused -> throw new AssertionError(refused);
        case FlvEvent.ScriptRead _ -> {}
      }
    }
  }

  private static long presentationMillis(MediaSample sample, FlvTag tag) {
    return tag.timestampMillis()
        + MediaTime.toMillis(sample.compositionTicks(), FlvReader.VIDEO_TIMESCALE);
  }

  private void publish(StreamEvent event) {
    switch (event) {
      case StreamEvent.PeriodStarted started ->
          periods.add(new PlayedPeriod(started, new ArrayList<>()));
      case StreamEvent.Sample(var sample) -> periods.getLast().samples().add(sample);
      default -> {}
    }
    try {
      packager.accept(event).ifPresent(viewer::see);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}
