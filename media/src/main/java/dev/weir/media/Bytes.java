package dev.weir.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An immutable run of octets on the heap: copied once where a unit is reassembled, sliced from then
 * on, and never returned to anybody. Immutable.
 */
public final class Bytes {
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final int OCTETS_IN_TO_STRING = 32;

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** Takes over {@code array}, which nobody may write to from now on. */
  public static Bytes wrap(byte[] array) {
    return new Bytes(array, 0, array.length);
  }

  public static Bytes copyOf(byte[] array) {
    return wrap(array.clone());
  }

  /** Copies {@code length} octets that begin at {@code offset}. */
  public static Bytes copyOf(byte[] array, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, array.length);
    return wrap(Arrays.copyOfRange(array, offset, offset + length));
  }

  /** Copies the octets between position and limit, and leaves the position where it was. */
  public static Bytes copyOf(ByteBuffer buffer) {
    var copy = new byte[buffer.remaining()];
    buffer.get(buffer.position(), copy);
    return wrap(copy);
  }

  /** Each value 0 to 255; meant for literals. */
  public static Bytes of(int... octets) {
    var array = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      array[i] = (byte) octets[i];
    }
    return wrap(array);
  }

  /** From hexadecimal digits; spaces are passed over. */
  public static Bytes ofHex(String digits) {
    return wrap(HexFormat.of().parseHex(digits.replace(" ", "")));
  }

  public static Bytes concat(List<Bytes> parts) {
    var joined = new byte[parts.stream().mapToInt(Bytes::length).sum()];
    int at = 0;
    for (Bytes part : parts) {
      part.copyTo(joined, at);
      at += part.length;
    }
    return wrap(joined);
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** The octet at {@code index} as 0 to 255. */
  public int at(int index) {
    Objects.checkIndex(index, length);
    return array[offset + index] & 0xFF;
  }

  /** The octets from {@code from} to the end, sharing memory. */
  public Bytes slice(int from) {
    return slice(from, length);
  }

  /** The octets from {@code from} to before {@code to}, sharing memory. */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return from == to ? EMPTY : new Bytes(array, offset + from, to - from);
  }

  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** A read-only view with its own position. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(array, offset, length).slice().asReadOnlyBuffer();
  }

  public void writeTo(OutputStream out) throws IOException {
    out.write(array, offset, length);
  }

  /** A reader over these octets, for parsers of one element named {@code what} in errors. */
  public ByteReader reader(String what) {
    return new ByteReader(this, what);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Length and the first octets in hexadecimal, for logs and test failures. */
  @Override
  public String toString() {
    int shown = Math.min(length, OCTETS_IN_TO_STRING);
    String hex = HexFormat.of().formatHex(array, offset, offset + shown);
    return length + ":" + hex + (shown < length ? "…" : "");
  }
}
