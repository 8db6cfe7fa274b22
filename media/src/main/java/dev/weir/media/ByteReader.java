package dev.weir.media;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import java.nio.charset.StandardCharsets;

/**
 * Reads big-endian fields from the front of some {@link Bytes}; running past the end is a {@link
 * MediaFormatException}. Confined to the parser that made it.
 */
public final class ByteReader {
  private final Bytes bytes;
  private final String what;
  private int position;

  ByteReader(Bytes bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  public int position() {
    return position;
  }

  public int remaining() {
    return bytes.length() - position;
  }

  public boolean isAtEnd() {
    return remaining() == 0;
  }

  public int u8() throws MediaFormatException {
    need(1);
    return bytes.at(position++);
  }

  public int u16() throws MediaFormatException {
    return u8() << 8 | u8();
  }

  public int u24() throws MediaFormatException {
    return u16() << 8 | u8();
  }

  /** A signed 24-bit integer. */
  public int s24() throws MediaFormatException {
    return u24() << 8 >> 8;
  }

  /** An unsigned 32-bit integer, 0 to 2^32 − 1. */
  public long u32() throws MediaFormatException {
    return (long) u16() << 16 | u16();
  }

  public int s32() throws MediaFormatException {
    return (int) u32();
  }

  /** 64 bits as Java's signed long. */
  public long s64() throws MediaFormatException {
    return u32() << 32 | u32();
  }

  public double f64() throws MediaFormatException {
    return Double.longBitsToDouble(s64());
  }

  /** The next {@code length} octets, sharing memory. */
  public Bytes bytes(long length) throws MediaFormatException {
    need(length);
    Bytes taken = bytes.slice(position, position + (int) length);
    position += (int) length;
    return taken;
  }

  /** Everything that is left, sharing memory. */
  public Bytes rest() {
    Bytes taken = bytes.slice(position);
    position = bytes.length();
    return taken;
  }

  /** The next {@code length} octets as UTF-8; malformed sequences become U+FFFD. */
  public String utf8(int length) throws MediaFormatException {
    return new String(bytes(length).toArray(), StandardCharsets.UTF_8);
  }

  /** The next four octets as Latin-1 characters, such as a box type. */
  public String fourCc() throws MediaFormatException {
    return new String(bytes(4).toArray(), StandardCharsets.ISO_8859_1);
  }

  public void skip(long length) throws MediaFormatException {
    need(length);
    position += (int) length;
  }

  private void need(long length) throws MediaFormatException {
    if (length < 0 || length > remaining()) {
      throw new MediaFormatException(
          MALFORMED,
          what,
          "needs %d octets at offset %d, has %d".formatted(length, position, remaining()));
    }
  }
}
