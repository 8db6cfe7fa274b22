package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The entries of {@code stsd}, ISO/IEC 14496-12 §8.5.2. Immutable. */
record SampleDescriptions(int version, List<Box> entries) {
  private static final int MOST_ENTRIES = 64;

  /** What is before the boxes of an entry, §12.1.3 and §12.2.3. */
  private static final int VISUAL_OCTETS = 78;

  private static final int AUDIO_OCTETS = 28;

  static SampleDescriptions parse(Box stsd) throws MediaFormatException {
    ByteReader in = stsd.reader();
    int version = in.u8();
    in.skip(3); // flags
    long count = in.u32();
    var entries = new ArrayList<Box>();
    var boxes = new BoxReader(in.rest(), "stsd");
    while (entries.size() < count && boxes.hasNext()) {
      if (entries.size() == MOST_ENTRIES) {
        throw new MediaFormatException(LIMIT, "stsd", "more than %d".formatted(MOST_ENTRIES));
      }
      entries.add(boxes.next());
    }
    if (entries.isEmpty()) {
      throw new MediaFormatException(MALFORMED, "stsd", "no entry (ISO/IEC 14496-12 §8.5.2)");
    }
    return new SampleDescriptions(version, entries);
  }

  /** The first, whose type names the track. */
  Box first() {
    return entries.getFirst();
  }

  /** The one of all samples, which may be written several times. */
  Box used(SampleTable table) throws MediaFormatException {
    if (table.isEmpty()) {
      return theOnly(entries);
    }
    var used = new BitSet();
    Table runs = table.chunkRuns();
    for (int row = 0; row < runs.count(); row++) {
      int index = index(runs.u32(row, 8));
      if (runs.u32(row, 0) <= table.chunks().count()) {
        used.set(index);
      }
    }
    return used.isEmpty() ? first() : theOnly(used.stream().mapToObj(entries::get).toList());
  }

  private int index(long index) throws MediaFormatException {
    if (index < 1 || index > entries.size()) {
      throw new MediaFormatException(
          MALFORMED,
          "stsc",
          "sample entry %d of %d (ISO/IEC 14496-12 §8.7.4)".formatted(index, entries.size()));
    }
    return (int) index - 1;
  }

  private static Box theOnly(List<Box> used) throws MediaFormatException {
    if (used.stream().distinct().count() > 1) {
      throw new MediaFormatException(
          UNSUPPORTED, "stsd", "the codec or its configuration changes within the track");
    }
    return used.getFirst();
  }

  /** Nobody without a key can read the samples of such an entry. */
  void requireUnprotected() throws MediaFormatException {
    for (Box entry : entries) {
      if (entry.type().startsWith("enc")) {
        int ownOctets = entry.type().equals("enca") ? AUDIO_OCTETS : VISUAL_OCTETS;
        throw new MediaFormatException(
            UNSUPPORTED, entry.type(), "is encrypted" + scheme(entry, ownOctets));
      }
    }
  }

  /** SchemeTypeBox, ISO/IEC 14496-12 §8.12.6. */
  private static String scheme(Box entry, int ownOctets) {
    try {
      ByteReader in = entry.reader();
      in.skip(ownOctets);
      Box sinf = new Box(entry.type(), in.rest()).require("sinf");
      ByteReader frma = sinf.require("frma").reader();
      ByteReader schm = sinf.require("schm").reader();
      schm.skip(4); // version, flags
      return " (%s, scheme %s)".formatted(frma.fourCc(), schm.fourCc());
    } catch (MediaFormatException _) {
      return "";
    }
  }
}
