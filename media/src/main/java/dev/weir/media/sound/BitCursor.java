package dev.weir.media.sound;

import dev.weir.media.Bytes;

/**
 * Reads bits of one frame, most significant first. Beyond its end come zeros, which {@link
 * #isOverrun} tells afterwards, so that no read needs to be checked. Confined to its decoder. No
 * allocation.
 */
final class BitCursor {
  /** 6,144 bits for each of eight channels, ISO/IEC 14496-3 §4.5.3.1, and some to look ahead. */
  static final int MOST_OCTETS = 6_144;

  private static final int AHEAD_OCTETS = 4;

  private final byte[] octets = new byte[MOST_OCTETS + AHEAD_OCTETS];
  private int endBits;
  private int position;

  /** Takes {@code frame}, of at most {@link #MOST_OCTETS}. */
  void reset(Bytes frame) {
    frame.copyTo(octets, 0);
    for (int i = 0; i < AHEAD_OCTETS; i++) {
      octets[frame.length() + i] = 0;
    }
    endBits = 8 * frame.length();
    position = 0;
  }

  /** More has been read than there was. */
  boolean isOverrun() {
    return position > endBits;
  }

  /** The next {@code count} bits, 1 to 25, which stay to be read. */
  int peek(int count) {
    if (position >= endBits) {
      return 0;
    }
    int at = position >>> 3;
    int word =
        octets[at] << 24
            | (octets[at + 1] & 0xFF) << 16
            | (octets[at + 2] & 0xFF) << 8
            | octets[at + 3] & 0xFF;
    return word << (position & 7) >>> (32 - count);
  }

  void skip(int count) {
    position = Math.min(position + count, endBits + 1);
  }

  /** {@code count} bits, 1 to 25. */
  int bits(int count) {
    int value = peek(count);
    skip(count);
    return value;
  }

  boolean flag() {
    return bits(1) == 1;
  }

  /** Goes on at the next whole octet. */
  void align() {
    skip(-position & 7);
  }
}
