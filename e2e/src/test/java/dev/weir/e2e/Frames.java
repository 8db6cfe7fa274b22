package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What FFmpeg reads of one track, with not one complaint. Immutable.
 *
 * @param timebase as {@code 1/90000}
 */
record Frames(String timebase, List<Frame> list) {
  private static final List<String> FROM_THE_FIRST_SEGMENT = List.of("-live_start_index", "0");
  private static final List<String> DECODE_ALL = List.of("-map", "0", "-f", "null", "-");

  Frames {
    list = List.copyOf(list);
  }

  /** A picture or a packet. */
  record Frame(long pts, String hash) {}

  /**
   * Where it reads from. FFmpeg's HLS reader stops in the middle of a packet of a track that nobody
   * wants, and complains of it: so all tracks are read. Its DASH reader ends all tracks with the
   * first that ends: so one is read.
   *
   * @param options before the input
   * @param aside outputs beside the one that is looked at
   */
  record Source(List<String> options, String url, List<String> aside) {
    static Source file(Path media) {
      return new Source(List.of(), media.toString(), DECODE_ALL);
    }

    static Source hls(LiveServer server, String stream) {
      String url = server.http("/live/" + stream + "/index.m3u8").toString();
      return new Source(FROM_THE_FIRST_SEGMENT, url, DECODE_ALL);
    }

    /** Over RTMP or RTMPS, all that is yet to come. */
    static Source rtmp(String url) {
      return new Source(List.of(), url, DECODE_ALL);
    }

    static Source dash(LiveServer server, String stream) {
      String url = server.http("/live/" + stream + "/index.mpd").toString();
      return new Source(List.of(), url, List.of());
    }

    /** No more than that from where it begins. */
    Source forSeconds(int seconds) {
      var limited = new ArrayList<>(options);
      limited.addAll(List.of("-t", Integer.toString(seconds)));
      return new Source(limited, url, aside);
    }
  }

  /** Every picture. */
  static Frames pictures(Source source) throws IOException {
    return read(
        source, List.of("-map", "0:v", "-fps_mode", "passthrough", "-enc_time_base", "demux"));
  }

  /** Every audio packet as it was encoded. */
  static Frames audioPackets(Source source) throws IOException {
    return read(source, List.of("-map", "0:a", "-c", "copy"));
  }

  private static Frames read(Source source, List<String> outputs) throws IOException {
    var arguments = new ArrayList<>(source.options());
    arguments.addAll(List.of("-i", source.url()));
    arguments.addAll(source.aside());
    arguments.addAll(outputs);
    arguments.addAll(List.of("-f", "framemd5"));
    Path report = Files.createTempFile("frames", ".md5");
    try {
      return parse(Files.readAllLines(FfmpegMedia.make(report, arguments)));
    } finally {
      Files.delete(report);
    }
  }

  private static Frames parse(List<String> lines) {
    String timebase =
        lines.stream().filter(l -> l.startsWith("#tb 0: ")).findFirst().orElseThrow().substring(7);
    List<Frame> frames =
        lines.stream()
            .filter(line -> !line.startsWith("#"))
            .map(line -> Arrays.stream(line.split(",", -1)).map(String::strip).toList())
            .map(columns -> new Frame(Long.parseLong(columns.get(2)), columns.getLast()))
            .toList();
    return new Frames(timebase, frames);
  }

  int count() {
    return list.size();
  }

  List<String> hashes() {
    return list.stream().map(Frame::hash).toList();
  }

  /** From each frame to the next. */
  List<Long> stepsTicks() {
    var steps = new ArrayList<Long>();
    for (int i = 1; i < list.size(); i++) {
      steps.add(list.get(i).pts() - list.get(i - 1).pts());
    }
    return steps;
  }

  /** Those that begin no earlier than {@code ticks}. */
  Frames from(long ticks) {
    return new Frames(timebase, list.stream().filter(frame -> frame.pts() >= ticks).toList());
  }

  long firstTicks() {
    return list.getFirst().pts();
  }

  /** Fails unless it is the same frames, one after the other at even distances. */
  void assertContinues(Frames sent, long stepTicks, String expectedTimebase) {
    assertThat(count()).isEqualTo(sent.count());
    assertThat(hashes()).isEqualTo(sent.hashes());
    assertThat(timebase).isEqualTo(expectedTimebase);
    assertThat(stepsTicks()).containsOnly(stepTicks);
  }
}
