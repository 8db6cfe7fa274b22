package dev.weir.stream;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.StreamEvent.PeriodStarted;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A timeline with a clock that follows the media, and what came out of it. */
final class TimelineFixture {
  static final Set<TrackKind> BOTH = Set.of(TrackKind.VIDEO, TrackKind.AUDIO);

  /** Starts with the first sample that may start a period. */
  static final TimelineLimits LIMITS = TimelineLimits.DEFAULT.withSettle(Duration.ZERO);

  final ManualTime time = new ManualTime();
  final List<StreamEvent> events = new ArrayList<>();
  final Timeline timeline = new Timeline(LIMITS, events::add);

  TimelineFixture expect(TrackKind... kinds) {
    timeline.expect(Set.of(kinds));
    return this;
  }

  TimelineFixture tracks(Track... tracks) {
    for (Track track : tracks) {
      timeline.track(track);
    }
    return this;
  }

  /** At the moment that the clock shows. */
  TimelineFixture send(MediaSample... samples) {
    return send(List.of(samples));
  }

  TimelineFixture send(List<MediaSample> samples) {
    for (MediaSample sample : samples) {
      timeline.sample(sample, Arrival.now(time));
    }
    return this;
  }

  /** Each when the media time of its predecessor has passed. */
  TimelineFixture sendLive(List<MediaSample> samples) {
    long lastMillis = samples.getFirst().dtsTicks();
    for (MediaSample sample : samples) {
      time.advance(Duration.ofMillis(Math.clamp(sample.dtsTicks() - lastMillis, 0, 1000)));
      lastMillis = Math.max(lastMillis, sample.dtsTicks());
      send(sample);
    }
    return this;
  }

  TimelineFixture pause(Duration duration) {
    time.advance(duration);
    return this;
  }

  List<PeriodStarted> periods() {
    return events.stream()
        .filter(PeriodStarted.class::isInstance)
        .map(PeriodStarted.class::cast)
        .toList();
  }

  List<MediaSample> samples() {
    return events.stream()
        .filter(StreamEvent.Sample.class::isInstance)
        .map(event -> ((StreamEvent.Sample) event).sample())
        .toList();
  }

  /** The samples of one period, counted from 0. */
  List<MediaSample> samplesOf(int period) {
    var samples = new ArrayList<MediaSample>();
    int current = -1;
    for (StreamEvent event : events) {
      if (event instanceof PeriodStarted) {
        current++;
      } else if (event instanceof StreamEvent.Sample sample && current == period) {
        samples.add(sample.sample());
      }
    }
    return samples;
  }

  String dump() {
    return EventDump.dump(events);
  }
}
