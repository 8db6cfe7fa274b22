package dev.weir.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes big-endian fields into a growing array. Confined to the writer that made it; {@link
 * #toBytes} copies, so the writer may be used again.
 */
public final class ByteWriter {
  private byte[] array;
  private int length;

  public ByteWriter() {
    this(64);
  }

  public ByteWriter(int expectedBytes) {
    array = new byte[Math.max(16, expectedBytes)];
  }

  public int length() {
    return length;
  }

  public ByteWriter u8(int value) {
    ensure(1);
    array[length++] = (byte) value;
    return this;
  }

  public ByteWriter u16(int value) {
    return u8(value >> 8).u8(value);
  }

  public ByteWriter u24(int value) {
    return u8(value >> 16).u16(value);
  }

  public ByteWriter u32(long value) {
    return u16((int) (value >> 16)).u16((int) value);
  }

  public ByteWriter u64(long value) {
    return u32(value >> 32).u32(value);
  }

  public ByteWriter f64(double value) {
    return u64(Double.doubleToRawLongBits(value));
  }

  public ByteWriter bytes(Bytes value) {
    ensure(value.length());
    value.copyTo(array, length);
    length += value.length();
    return this;
  }

  public ByteWriter zeros(int count) {
    ensure(count);
    Arrays.fill(array, length, length + count, (byte) 0);
    length += count;
    return this;
  }

  public ByteWriter utf8(String text) {
    return bytes(Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Four Latin-1 characters, such as a box type. */
  public ByteWriter fourCc(String code) {
    return bytes(Bytes.wrap(code.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Overwrites four octets that were written before, such as a size that is known only now. */
  public void patchU32(int at, long value) {
    array[at] = (byte) (value >> 24);
    array[at + 1] = (byte) (value >> 16);
    array[at + 2] = (byte) (value >> 8);
    array[at + 3] = (byte) value;
  }

  public Bytes toBytes() {
    return Bytes.copyOf(array, 0, length);
  }

  private void ensure(int more) {
    if (length + more > array.length) {
      array = Arrays.copyOf(array, Math.max(array.length * 2, length + more));
    }
  }
}
