package dev.weir.container.mp4;

import dev.weir.media.MediaFormatException;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The packets of a file as ffprobe tells them, track by track, and our samples in the same words.
 * Confined to one test.
 */
final class FfprobePackets {
  private static final String NONE = "N/A";

  private FfprobePackets() {}

  /** Of each track by its ID: a line for each packet, with pts, dts, size, place and flags. */
  static Map<Integer, List<String>> ofFfprobe(Path file, String... options) {
    var ids = new TreeMap<Integer, Integer>();
    for (String line : probe(file, options, "stream=index,id")) {
      String[] fields = line.split(",", -1);
      ids.put(Integer.valueOf(fields[0]), Integer.decode(fields[1]));
    }
    var packets = new TreeMap<Integer, List<String>>();
    for (String line : probe(file, options, "packet=stream_index,pts,dts,size,pos,flags")) {
      String[] fields = line.split(",", -1);
      int id = ids.get(Integer.valueOf(fields[0]));
      packets
          .computeIfAbsent(id, _ -> new ArrayList<>())
          .add(line(fields[1], fields[2], fields[3], fields[4], fields[5]));
    }
    return packets;
  }

  private static List<String> probe(Path file, String[] options, String entries) {
    var arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of("-show_entries", entries, "-of", "csv=p=0"));
    return FfmpegMedia.probe(file, arguments).lines().filter(line -> !line.isEmpty()).toList();
  }

  private static String line(String pts, String dts, String size, String pos, String flags) {
    return "pts %s dts %s size %s at %s %s%s"
        .formatted(
            pts.equals(NONE) ? dts : pts,
            dts,
            size,
            pos,
            flags.contains("K") ? "key" : "-",
            flags.contains("D") ? " hidden" : "");
  }

  static List<String> ofReader(Mp4File file, int trackId) throws IOException, MediaFormatException {
    var lines = new ArrayList<String>();
    Mp4Samples samples = file.samples(trackId);
    for (var next = samples.next(); next.isPresent(); next = samples.next()) {
      Mp4Sample sample = next.get();
      lines.add(
          "pts %d dts %d size %d at %d %s%s"
              .formatted(
                  sample.ptsTicks(),
                  sample.dtsTicks(),
                  sample.sizeBytes(),
                  sample.offset(),
                  sample.sync() ? "key" : "-",
                  sample.shown() ? "" : " hidden"));
    }
    return lines;
  }
}
