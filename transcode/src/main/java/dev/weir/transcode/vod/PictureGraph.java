package dev.weir.transcode.vod;

import dev.weir.media.codec.VideoRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The filter graph that makes the pictures of some rungs of one decoded video. All times in it are
 * those of the film, so that what a chunk keeps does not depend on where decoding began. Pure.
 */
public final class PictureGraph {
  /**
   * Cuts are moments of frames, rounded to microseconds, and timestamps of some files to
   * milliseconds; a frame that is by less than this before a cut is the one that was meant.
   */
  static final long TOLERANCE_MICROS = 500;

  /** So that a frame that is late by rounding does not lose its place to the next. */
  private static final double SLOT_TOLERANCE = 0.1;

  /** From video's range and matrix to those of JPEG (Rec. ITU-T T.871 §7). */
  static final String JPEG = "scale=out_range=pc:out_color_matrix=bt601,format=yuvj420p";

  private PictureGraph() {}

  /** Whose outputs are {@code [v0]}, {@code [v1]} … in the order of the rungs. */
  static String of(ChunkWork work) {
    int rungs = work.rungs().size();
    var shared = new ArrayList<String>();
    deinterlacer(work.treatment().deinterlacing(), shared);
    shared.add(trim(work.chunk()));
    shared.add("split=" + rungs + outputs(rungs, "s"));
    var chains = new ArrayList<String>();
    chains.add("[" + work.source().specifier() + "]" + String.join(",", shared));
    for (int i = 0; i < rungs; i++) {
      chains.add("[s%d]%s[v%d]".formatted(i, rung(work, work.rungs().get(i)), i));
    }
    return String.join(";", chains);
  }

  private static String outputs(int count, String name) {
    return IntStream.range(0, count)
        .mapToObj(i -> "[" + name + i + "]")
        .collect(Collectors.joining());
  }

  /** The order of fields is what each frame says. */
  private static void deinterlacer(Deinterlacing deinterlacing, List<String> filters) {
    switch (deinterlacing) {
      case NONE -> {}
      case PICTURE_PER_FIELD -> filters.add("bwdif=mode=send_field:parity=auto:deint=all");
      case PICTURE_PER_FRAME -> filters.add("bwdif=mode=send_frame:parity=auto:deint=all");
    }
  }

  private static String trim(Chunk chunk) {
    String trim = "trim=start=" + FilmSource.seconds(chunk.startMicros() - TOLERANCE_MICROS);
    return chunk.isLast()
        ? trim
        : trim + ":end=" + FilmSource.seconds(chunk.endMicros() - TOLERANCE_MICROS);
  }

  private static String rung(ChunkWork work, VideoRung rung) {
    var filters = new ArrayList<String>();
    rung.thinnedTo().ifPresent(limit -> filters.add(thin(work.chunk(), limit)));
    filters.addAll(scaler(rung.size(), work.treatment().range()));
    return String.join(",", filters);
  }

  /**
   * Keeps the first frame of each slot of a grid that begins anew at each cut: so the frame at a
   * cut stays in every rung.
   */
  private static String thin(Chunk chunk, FrameRate limit) {
    String cut = FilmSource.seconds(chunk.startMicros());
    for (long next : chunk.cuts().subList(1, chunk.cuts().size())) {
      String from = FilmSource.seconds(next - TOLERANCE_MICROS);
      cut = "if(gte(t,%s),%s,%s)".formatted(from, FilmSource.seconds(next), cut);
    }
    return "select='isnan(prev_t)+gt(%s,%s)'"
        .formatted(slot("t", cut, limit), slot("prev_t", cut, limit));
  }

  private static String slot(String moment, String cut, FrameRate limit) {
    return String.format(Locale.ROOT, "floor((%s-%s)*%s+%.1f)", moment, cut, limit, SLOT_TOLERANCE);
  }

  /** To square pixels of eight bits, in the range of colours that every screen has. */
  public static List<String> scaler(Size size, VideoRange range) {
    String box = "w=%d:h=%d".formatted(size.width(), size.height());
    return switch (range) {
      case SDR -> List.of("scale=" + box + ":out_range=tv", "setsar=1", "format=yuv420p");
      case PQ -> toneMapped(box, "smpte2084");
      case HLG -> toneMapped(box, "arib-std-b67");
    };
  }

  /** In linear light, which needs floating point; scaled first, since that is slow. */
  private static List<String> toneMapped(String box, String transfer) {
    return List.of(
        "zscale=%s:min=bt2020nc:pin=bt2020:tin=%s:t=linear:npl=100".formatted(box, transfer),
        "format=gbrpf32le",
        "zscale=p=bt709",
        "tonemap=tonemap=hable:desat=0",
        "zscale=t=bt709:m=bt709:r=tv",
        "setsar=1",
        "format=yuv420p");
  }
}
