package dev.weir.transcode.vod;

import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.List;

/** What ffprobe sees in the first video of a file: moments in microseconds, in ascending order. */
final class Frames {
  private Frames() {}

  /** Of all frames, decoded. */
  static List<Long> all(Path film) {
    return moments(film, "frame=pts_time", "");
  }

  /** Of packets that are flagged as keyframes and shown. */
  static List<Long> keyframes(Path film) {
    return moments(film, "packet=pts_time,flags", "K_");
  }

  private static List<Long> moments(Path film, String entries, String flags) {
    var words =
        List.of(
            "-select_streams", "v:0", "-show_entries", entries, "-of", "csv=p=0", "-v", "quiet");
    return FfmpegMedia.probe(film, words)
        .lines()
        .map(line -> line.split(",", -1))
        .filter(fields -> flags.isEmpty() || fields[1].startsWith(flags))
        .map(fields -> Math.round(Double.parseDouble(fields[0]) * 1e6))
        .sorted()
        .toList();
  }
}
