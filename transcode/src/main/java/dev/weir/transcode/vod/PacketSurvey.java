package dev.weir.transcode.vod;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what ffprobe lists of packets, {@code 0,1.400000,K__,Encryption info}: index of the
 * track, pts, flags, side data. Confined to the thread that reads the list, until that has ended.
 */
final class PacketSurvey {
  private static final int MOST_PACKETS = 20_000;
  private static final double MICROS_PER_SECOND = 1e6;
  private static final String ENCRYPTED = "Encryption info";

  private final Map<Integer, List<Long>> moments = new HashMap<>();
  private final Map<Integer, List<Long>> keyframes = new HashMap<>();
  private final Set<Integer> encrypted = new HashSet<>();

  private int packets;

  /** Lines that are not of this form are left out: packets without a pts are. */
  void accept(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length < 3 || packets >= MOST_PACKETS) {
      return;
    }
    packets++;
    try {
      int track = Integer.parseInt(fields[0]);
      if (line.endsWith(ENCRYPTED)) {
        encrypted.add(track);
      }
      if (!fields[2].contains("D")) {
        add(track, Math.round(Double.parseDouble(fields[1]) * MICROS_PER_SECOND), fields[2]);
      }
    } catch (NumberFormatException unknown) {
      packets--;
    }
  }

  private void add(int track, long micros, String flags) {
    moments.computeIfAbsent(track, first -> new ArrayList<>()).add(micros);
    if (flags.startsWith("K")) {
      keyframes.computeIfAbsent(track, first -> new ArrayList<>()).add(micros);
    }
  }

  FrameSpacing spacing(int track) {
    return FrameSpacing.of(
        moments.getOrDefault(track, List.of()).stream().sorted().distinct().toList(),
        keyframes.getOrDefault(track, List.of()).stream().sorted().toList());
  }

  boolean isEncrypted(int track) {
    return encrypted.contains(track);
  }
}
