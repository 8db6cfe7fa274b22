package dev.weir.container.mp4;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.SampleDefaults;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code moov} says of all tracks: {@code mvhd} and {@code mvex}, ISO/IEC 14496-12 §8.2.2 and
 * §8.8.1. Immutable.
 */
record Movie(int timescale, Matrix matrix, Map<Integer, SampleDefaults> defaults) {
  private static final int BETWEEN_RATE_AND_MATRIX_OCTETS = 4 + 2 + 10;

  static Movie parse(Box moov) throws MediaFormatException {
    ByteReader in = moov.require("mvhd").reader();
    boolean isLong = in.u8() == 1;
    in.skip(3 + (isLong ? 16 : 8)); // flags, made, changed
    int timescale = TrackTimes.timescale(in.u32(), "mvhd");
    in.skip((isLong ? 8 : 4) + BETWEEN_RATE_AND_MATRIX_OCTETS);
    return new Movie(timescale, Matrix.read(in), defaults(moov));
  }

  private static Map<Integer, SampleDefaults> defaults(Box moov) throws MediaFormatException {
    Optional<Box> mvex = moov.find("mvex");
    if (mvex.isEmpty()) {
      return Map.of();
    }
    var defaults = new HashMap<Integer, SampleDefaults>();
    BoxReader children = mvex.get().children();
    while (children.hasNext() && defaults.size() < Mp4File.MOST_TRACKS) {
      Box child = children.next();
      if (child.type().equals("trex")) {
        ByteReader in = child.reader();
        in.skip(4); // version, flags
        defaults.put(in.s32(), SampleDefaults.ofTrackExtends(in));
      }
    }
    return Map.copyOf(defaults);
  }
}
