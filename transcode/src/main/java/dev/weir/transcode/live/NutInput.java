package dev.weir.transcode.live;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The fields that NUT is made of ("NUT Open Container Format", §3.1); an {@link EOFException} where
 * one is cut off. Confined to its reader.
 */
final class NutInput {
  /** 10 × 7 bits hold 64. */
  private static final int MOST_VARIABLE_OCTETS = 10;

  private final InputStream in;

  NutInput(InputStream in) {
    this.in = in;
  }

  /** The next octet, or −1 at the end of input. */
  int u8OrEnd() throws IOException {
    return in.read();
  }

  int u8() throws IOException {
    int octet = in.read();
    if (octet < 0) {
      throw cutOff();
    }
    return octet;
  }

  long u32() throws IOException {
    return (long) u8() << 24 | u8() << 16 | u8() << 8 | u8();
  }

  /** v: seven bits in each octet, of which all but the last begin with 1. */
  long variable() throws IOException, MediaFormatException {
    long value = 0;
    for (int octets = 0; octets < MOST_VARIABLE_OCTETS; octets++) {
      int octet = u8();
      value = value << 7 | (octet & 0x7F);
      if ((octet & 0x80) == 0) {
        return value;
      }
    }
    throw new MediaFormatException(MALFORMED, "nut", "a number that does not end");
  }

  /** v that is no more than {@code most}. */
  int atMost(int most, String what) throws IOException, MediaFormatException {
    long value = variable();
    if (value < 0 || value > most) {
      throw new MediaFormatException(LIMIT, "nut", "%s is %d".formatted(what, value));
    }
    return (int) value;
  }

  /** s: 0, 1, −1, 2, −2 … */
  long signed() throws IOException, MediaFormatException {
    long value = variable() + 1;
    return (value & 1) == 1 ? -(value >> 1) : value >> 1;
  }

  Bytes bytes(int length) throws IOException {
    byte[] octets = in.readNBytes(length);
    if (octets.length < length) {
      throw cutOff();
    }
    return Bytes.wrap(octets);
  }

  private static EOFException cutOff() {
    return new EOFException("ends within a packet");
  }
}
