package dev.weir.container.mp4;

import dev.weir.media.Bytes;
import java.nio.charset.StandardCharsets;

/** Strings as files have them. */
final class Texts {
  private static final int MOST_OCTETS = 1024;

  private Texts() {}

  /**
   * One that ends at a zero or with its box, in UTF-8; QuickTime puts the length before it. At most
   * so many octets of it as anybody would read.
   */
  static String name(Bytes octets) {
    int end = end(octets, 0);
    boolean hasLength = end > 1 && octets.at(0) == end(octets, 1) - 1;
    return utf8(octets.slice(hasLength ? 1 : 0, end));
  }

  private static int end(Bytes octets, int from) {
    int end = Math.min(from, octets.length());
    while (end < Math.min(octets.length(), MOST_OCTETS) && octets.at(end) != 0) {
      end++;
    }
    return end;
  }

  static String utf8(Bytes octets) {
    return new String(octets.toArray(), StandardCharsets.UTF_8).strip();
  }
}
