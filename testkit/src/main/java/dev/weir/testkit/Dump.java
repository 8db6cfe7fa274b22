package dev.weir.testkit;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.util.List;
import java.util.zip.CRC32;

/** Tracks and samples as text, one line each, for golden files. Immutable results. */
public final class Dump {
  private Dump() {}

  public static String track(Track track) {
    return "track %d: timescale %d, %s, %s\n"
        .formatted(track.id(), track.timescale(), track.config().codecString(), track.config());
  }

  /** Times, duration, flags, and length and checksum of each unit. */
  public static String sample(MediaSample sample) {
    var line = new StringBuilder();
    line.append(
        "sample %d: dts %d, pts %d, duration %d, %s"
            .formatted(
                sample.trackId(),
                sample.dtsTicks(),
                sample.ptsTicks(),
                sample.durationTicks(),
                sample.keyframe() ? "key" : "-"));
    for (Bytes unit : sample.units()) {
      line.append(", %d:%08x".formatted(unit.length(), crc32(unit)));
    }
    return line.append('\n').toString();
  }

  public static String samples(List<MediaSample> samples) {
    var lines = new StringBuilder();
    samples.forEach(sample -> lines.append(sample(sample)));
    return lines.toString();
  }

  static long crc32(Bytes octets) {
    var crc = new CRC32();
    crc.update(octets.asByteBuffer());
    return crc.getValue();
  }
}
