package dev.weir.container;

import dev.weir.container.flv.FlvEvent;
import dev.weir.container.flv.FlvFile;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.flv.FlvTag;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.testkit.Dump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An FLV file read whole. The files under {@code src/test/resources/flv} hold 2 s of FFmpeg's
 * testsrc2 at 160x90 and a tone: {@code bframes.flv} 25 fps Main profile with 2 B-frames and AAC at
 * 44.1 kHz, {@code baseline.flv} 29.97 fps Baseline and AAC at 48 kHz.
 */
public record FlvFixture(List<FlvEvent> events) {
  public static final List<String> NAMES = List.of("bframes", "baseline");

  public static Bytes file(String name) {
    try {
      return Bytes.wrap(Files.readAllBytes(Path.of("src/test/resources/flv", name + ".flv")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public static FlvFixture read(Bytes file) throws MediaFormatException {
    return read(FlvFile.parse(file).tags());
  }

  public static FlvFixture read(List<FlvTag> tags) throws MediaFormatException {
    var reader = new FlvReader();
    var events = new ArrayList<FlvEvent>();
    for (FlvTag tag : tags) {
      events.addAll(reader.read(tag));
    }
    return new FlvFixture(List.copyOf(events));
  }

  public static FlvFixture named(String name) {
    try {
      return read(file(name));
    } catch (MediaFormatException e) {
      throw new AssertionError(e);
    }
  }

  public Track track(int id) {
    return events.stream()
        .filter(FlvEvent.TrackConfigured.class::isInstance)
        .map(event -> ((FlvEvent.TrackConfigured) event).track())
        .filter(track -> track.id() == id)
        .findFirst()
        .orElseThrow();
  }

  public List<MediaSample> samples(int trackId) {
    return events.stream()
        .filter(FlvEvent.SampleRead.class::isInstance)
        .map(event -> ((FlvEvent.SampleRead) event).sample())
        .filter(sample -> sample.trackId() == trackId)
        .toList();
  }

  /** With durations up to the next sample, the last one's like the one before. */
  public List<MediaSample> timedSamples(int trackId) {
    List<MediaSample> samples = samples(trackId);
    var timed = new ArrayList<MediaSample>();
    for (int i = 0; i < samples.size(); i++) {
      int from = Math.min(i, samples.size() - 2);
      long durationTicks = samples.get(from + 1).dtsTicks() - samples.get(from).dtsTicks();
      timed.add(samples.get(i).withDurationTicks((int) durationTicks));
    }
    return timed;
  }

  public String dump() {
    var text = new StringBuilder();
    for (FlvEvent event : events) {
      text.append(
          switch (event) {
            case FlvEvent.TrackConfigured(Track track) -> Dump.track(track);
            case FlvEvent.SampleRead(MediaSample sample) -> Dump.sample(sample);
            case FlvEvent.ScriptRead(long timestampMillis, Bytes amf) ->
                "script at %d: %s\n".formatted(timestampMillis, amf);
            case FlvEvent.StreamRefused refused -> refused + "\n";
          });
    }
    return text.toString();
  }
}
