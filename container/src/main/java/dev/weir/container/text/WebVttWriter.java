package dev.weir.container.text;

import java.util.List;

/** Cues as WebVTT, W3C §4.1. Stateless. */
public final class WebVttWriter {
  private static final String SIGNATURE = "WEBVTT\n";

  /** MPEG-2 TS counts so many ticks in a millisecond, and begins anew after 33 bits. */
  private static final int TICKS_PER_MILLI = 90;

  private static final long TICKS_BEFORE_WRAP = 1L << 33;

  private WebVttWriter() {}

  /** A file of its own, whose times are those of the cues. */
  public static String file(List<Cue> cues) {
    var out = new StringBuilder(SIGNATURE);
    cues.forEach(cue -> write(cue, out));
    return out.toString();
  }

  /**
   * A segment of HLS, RFC 8216bis §3.1.4: all cues of which something is shown between the two
   * times, with their own times, so that a cue which spans several segments is in each of them. One
   * without cues is good too.
   *
   * @param cues by when they begin
   * @param fromMillis from the beginning of the film
   * @param toMillis likewise
   * @param originMillis where in media time the film begins
   */
  public static String segment(List<Cue> cues, long fromMillis, long toMillis, long originMillis) {
    var out = new StringBuilder(SIGNATURE);
    long ticks = Math.floorMod(originMillis * TICKS_PER_MILLI, TICKS_BEFORE_WRAP);
    out.append("X-TIMESTAMP-MAP=MPEGTS:").append(ticks).append(",LOCAL:00:00:00.000\n");
    for (Cue cue : cues) {
      if (cue.overlaps(fromMillis, toMillis)) {
        write(cue, out);
      }
    }
    return out.toString();
  }

  private static void write(Cue cue, StringBuilder out) {
    out.append('\n').append(time(cue.startMillis())).append(" --> ").append(time(cue.endMillis()));
    if (!cue.settings().isEmpty()) {
      out.append(' ').append(cue.settings());
    }
    out.append('\n').append(cue.text()).append('\n');
  }

  private static String time(long millis) {
    long seconds = millis / 1000;
    return "%02d:%02d:%02d.%03d"
        .formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000);
  }
}
