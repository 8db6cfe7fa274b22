package dev.weir.transcode.vod;

import java.util.HashMap;
import java.util.Map;

/**
 * Collects what ffprobe lists of packets, {@code 0,1.400000,1.320000,K__,Encryption info}: index of
 * the track, pts, dts, flags, side data. Confined to the thread that reads the list, until that has
 * ended.
 */
final class PacketSurvey {
  private static final int MOST_PACKETS = 20_000;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final String ENCRYPTED = "Encryption info";

  private final Map<Integer, TrackSurvey> tracks = new HashMap<>();

  private int packets;

  /** Lines that are not of this form are left out: packets without a pts are. */
  void accept(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length < 4 || packets >= MOST_PACKETS) {
      return;
    }
    packets++;
    try {
      TrackSurvey track =
          tracks.computeIfAbsent(Integer.parseInt(fields[0]), first -> new TrackSurvey());
      if (line.endsWith(ENCRYPTED)) {
        track.encrypted();
      }
      add(track, fields);
    } catch (NumberFormatException unknown) {
      packets--;
    }
  }

  /** What an edit list leaves out (D) is not shown. */
  private static void add(TrackSurvey track, String[] fields) {
    boolean isShown = !fields[3].contains("D");
    long ptsMicros = micros(fields[1]);
    if (fields[3].startsWith("K")) {
      track.addKeyframe(ptsMicros, micros(fields[2]), isShown);
    } else if (isShown) {
      track.add(ptsMicros);
    }
  }

  private static long micros(String seconds) {
    return Math.round(Double.parseDouble(seconds) * MICROS_PER_SECOND);
  }

  FrameSpacing spacing(int track) {
    TrackSurvey seen = tracks.get(track);
    return seen == null ? FrameSpacing.UNKNOWN : seen.spacing();
  }

  boolean isEncrypted(int track) {
    TrackSurvey seen = tracks.get(track);
    return seen != null && seen.isEncrypted();
  }
}
