package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;

/**
 * Collects what ffprobe lists of packets, {@code 0,1.400000,1.320000,K__,Encryption info}: index of
 * the track, pts, dts, flags, side data. Confined to the thread that reads the list, until that has
 * ended.
 */
final class PacketSurvey {
  private static final int MOST_PACKETS = 20_000;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final String ENCRYPTED = "Encryption info";

  private final Map<Integer, List<Long>> moments = new HashMap<>();
  private final Map<Integer, List<Long>> keyframes = new HashMap<>();
  private final Map<Integer, LongSummaryStatistics> leads = new HashMap<>();
  private final Set<Integer> encrypted = new HashSet<>();

  private int packets;

  /** Lines that are not of this form are left out: packets without a pts are. */
  void accept(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length < 4 || packets >= MOST_PACKETS) {
      return;
    }
    packets++;
    try {
      int track = Integer.parseInt(fields[0]);
      if (line.endsWith(ENCRYPTED)) {
        encrypted.add(track);
      }
      add(track, micros(fields[1]), fields);
    } catch (NumberFormatException unknown) {
      packets--;
    }
  }

  private static long micros(String seconds) {
    return Math.round(Double.parseDouble(seconds) * MICROS_PER_SECOND);
  }

  /** What an edit list leaves out (D) is not shown, but FFmpeg counts its lead. */
  private void add(int track, long pts, String[] fields) {
    boolean isKeyframe = fields[3].startsWith("K");
    boolean isShown = !fields[3].contains("D");
    if (isKeyframe) {
      long lead = pts - micros(fields[2]);
      leads.computeIfAbsent(track, first -> new LongSummaryStatistics()).accept(lead);
    }
    if (isShown) {
      moments.computeIfAbsent(track, first -> new ArrayList<>()).add(pts);
    }
    if (isShown && isKeyframe) {
      keyframes.computeIfAbsent(track, first -> new ArrayList<>()).add(pts);
    }
  }

  FrameSpacing spacing(int track) {
    return FrameSpacing.of(
        moments.getOrDefault(track, List.of()).stream().sorted().distinct().toList(),
        keyframes.getOrDefault(track, List.of()).stream().sorted().toList(),
        leadSpread(track));
  }

  private long leadSpread(int track) {
    LongSummaryStatistics lead = leads.get(track);
    return lead == null ? 0 : lead.getMax() - lead.getMin();
  }

  boolean isEncrypted(int track) {
    return encrypted.contains(track);
  }
}
