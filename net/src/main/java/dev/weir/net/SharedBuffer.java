package dev.weir.net;

import dev.weir.media.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;

/**
 * Octets in direct memory that any number of connections send. Whoever makes it closes it, once;
 * connections that were given it before hold the memory until they have sent it. Thread-safe.
 */
public final class SharedBuffer implements AutoCloseable {
  private final ByteBuf buffer;

  private SharedBuffer(ByteBuf buffer) {
    this.buffer = buffer;
  }

  public static SharedBuffer copyOf(Bytes bytes) {
    ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length(), bytes.length());
    return new SharedBuffer(buffer.writeBytes(bytes.asByteBuffer()));
  }

  public int length() {
    return buffer.readableBytes();
  }

  /** A copy on the heap. */
  public Bytes toBytes() {
    return Bytes.copyOf(buffer.nioBuffer());
  }

  /** A view with its own position, which its holder releases. */
  ByteBuf share() {
    return buffer.retainedDuplicate();
  }

  /** No connection may be given it from now on. */
  @Override
  public void close() {
    buffer.release();
  }
}
