package dev.weir.testkit;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A tree of ISO/IEC 14496-12 boxes as text: type, size and content in hexadecimal. It shares no
 * code with the readers and writers that it checks. Confined to one call.
 */
public final class BoxDump {
  private static final Set<String> CONTAINERS =
      Set.of("moov", "trak", "mdia", "minf", "dinf", "stbl", "mvex", "moof", "traf", "edts");

  /** Boxes that hold boxes after some octets of their own. */
  private static final Map<String, Integer> OWN_OCTETS =
      Map.ofEntries(
          Map.entry("stsd", 8),
          Map.entry("dref", 8),
          Map.entry("avc1", 78),
          Map.entry("hvc1", 78),
          Map.entry("av01", 78),
          Map.entry("vp09", 78),
          Map.entry("mp4a", 28),
          Map.entry("Opus", 28),
          Map.entry("ac-3", 28),
          Map.entry("ec-3", 28),
          Map.entry("fLaC", 28));

  private static final int HEADER_OCTETS = 8;
  private static final int MOST_OCTETS_SHOWN = 1024;

  private final StringBuilder text = new StringBuilder();

  private BoxDump() {}

  public static String of(Bytes file) {
    var dump = new BoxDump();
    try {
      dump.boxes(file, "");
    } catch (MediaFormatException e) {
      throw new AssertionError("not a tree of boxes, so far:\n" + dump.text, e);
    }
    return dump.text.toString();
  }

  private void boxes(Bytes content, String indent) throws MediaFormatException {
    var in = content.reader("box");
    while (!in.isAtEnd()) {
      long size = in.u32();
      String type = in.fourCc();
      Bytes body = in.bytes(size - HEADER_OCTETS);
      text.append("%s%s %d".formatted(indent, type, size));
      body(type, body, indent);
    }
  }

  private void body(String type, Bytes body, String indent) throws MediaFormatException {
    int ownOctets = CONTAINERS.contains(type) ? 0 : OWN_OCTETS.getOrDefault(type, body.length());
    octets(body.slice(0, Math.min(ownOctets, body.length())));
    if (ownOctets < body.length()) {
      boxes(body.slice(ownOctets), indent + "  ");
    }
  }

  private void octets(Bytes octets) {
    if (octets.length() > MOST_OCTETS_SHOWN) {
      text.append(" crc32 %08x".formatted(Dump.crc32(octets)));
    } else if (!octets.isEmpty()) {
      text.append(' ').append(HexFormat.of().formatHex(octets.toArray()));
    }
    text.append('\n');
  }
}
