package dev.weir.stream;

import dev.weir.media.Anchor;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import java.util.Collection;
import java.util.stream.Collectors;

/** Events as text, one line each, for comparison with golden dumps. */
public final class EventDump {
  private EventDump() {}

  public static String dump(Collection<? extends StreamEvent> events) {
    return events.stream().map(EventDump::line).collect(Collectors.joining("\n"));
  }

  public static String line(StreamEvent event) {
    return switch (event) {
      case StreamEvent.PeriodStarted started ->
          "period %d at %s: %s"
              .formatted(
                  started.period(),
                  anchor(started.anchor()),
                  started.tracks().stream()
                      .map(EventDump::track)
                      .collect(Collectors.joining(", ")));
      case StreamEvent.Sample sample -> sample(sample.sample());
      case StreamEvent.AnchorCorrected corrected -> "anchor " + anchor(corrected.anchor());
      case StreamEvent.Stalled _ -> "stalled";
      case StreamEvent.Interrupted _ -> "interrupted";
      case StreamEvent.Ended _ -> "ended";
    };
  }

  private static String track(Track track) {
    return "%d %s/%d".formatted(track.id(), track.config().codecString(), track.timescale());
  }

  private static String anchor(Anchor anchor) {
    return "%dns=%dms".formatted(anchor.mediaNanos(), anchor.wallMillis());
  }

  private static String sample(MediaSample sample) {
    String composition = sample.compositionTicks() == 0 ? "" : "+" + sample.compositionTicks();
    String key = sample.keyframe() ? " key" : "";
    return "%d: %d%s%s %d bytes"
        .formatted(sample.trackId(), sample.dtsTicks(), composition, key, sample.payloadBytes());
  }
}
