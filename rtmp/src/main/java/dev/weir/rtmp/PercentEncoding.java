package dev.weir.rtmp;

import java.nio.charset.StandardCharsets;

/** RFC 3986 §2.1. Stateless. */
final class PercentEncoding {
  private PercentEncoding() {}

  /** Replaces every {@code %XX}; a percent sign without two digits stays as it is, as does +. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] octets = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      int value = octets[i] == '%' ? hexPair(octets, i + 1) : -1;
      octets[length++] = value < 0 ? octets[i] : (byte) value;
      i += value < 0 ? 0 : 2;
    }
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }

  private static int hexPair(byte[] octets, int at) {
    if (at + 1 >= octets.length) {
      return -1;
    }
    int high = Character.digit(octets[at], 16);
    int low = Character.digit(octets[at + 1], 16);
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }
}
