package dev.weir.transcode.live;

import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a ladder's FFmpeg: fragmented MP4 comes in by standard input, NUT goes out by
 * standard output. It opens nothing else. Why each of the words is there is told in
 * docs/design/ladder.md. Pure.
 */
final class LadderWords {
  /** 16,384 × 8,192; larger pictures are attacks on memory. */
  private static final String MOST_PIXELS = "134217728";

  private static final String PROBE_BYTES = "65536";

  /** In 2096, which is after all pictures. */
  private static final long LAST_SECOND = 4_000_000_000L;

  /**
   * One picture beyond all others. The muxer, which waits until it has seen one of each stream, has
   * always seen this one, and need not wait for the rest.
   */
  private static final String LAST_PICTURE =
      "color=s=16x16:r=1:d=1,settb=1,setpts=" + LAST_SECOND + "[last]";

  private LadderWords() {}

  static List<String> of(LadderTools tools, Track source, List<LiveRung> rungs, int cores) {
    RungEncoder encoder = tools.encoder();
    var words = new ArrayList<>(List.of(tools.executable().path().toString()));
    words.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-v", "warning"));
    words.addAll(encoder.device());
    words.addAll(input());
    words.addAll(List.of("-filter_complex", LiveGraph.of(source, rungs, encoder)));
    words.addAll(List.of("-filter_complex", LAST_PICTURE));
    for (int i = 0; i < rungs.size(); i++) {
      words.addAll(List.of("-map", "[v" + i + "]"));
    }
    words.addAll(List.of("-map", "[last]", "-fps_mode", "passthrough"));
    for (int i = 0; i < rungs.size(); i++) {
      words.addAll(encoder.words(i, rungs.get(i), tools.effort(), cores));
      words.addAll(List.of("-enc_time_base:v:" + i, "1/" + source.timescale()));
    }
    words.addAll(List.of("-c:v:" + rungs.size(), "rawvideo"));
    words.addAll(List.of("-enc_time_base:v:" + rungs.size(), "1"));
    words.addAll(output());
    return List.copyOf(words);
  }

  /**
   * Threads of a decoder hold a picture back each. Nothing is looked at for longer than until its
   * size is known.
   */
  private static List<String> input() {
    return List.of(
        "-copyts",
        "-threads",
        "1",
        "-protocol_whitelist",
        "pipe",
        "-format_whitelist",
        "mov",
        "-max_pixels",
        MOST_PIXELS,
        "-probesize",
        PROBE_BYTES,
        "-analyzeduration",
        "1",
        "-f",
        "mov",
        "-i",
        "pipe:0");
  }

  private static List<String> output() {
    return List.of(
        "-avoid_negative_ts",
        "disabled",
        "-map_metadata",
        "-1",
        "-max_interleave_delta",
        "1",
        "-flush_packets",
        "1",
        "-f",
        "nut",
        "-write_index",
        "0",
        "pipe:1");
  }

  /** How many streams come out: the rungs, and the last picture. */
  static int streams(List<LiveRung> rungs) {
    return rungs.size() + 1;
  }
}
