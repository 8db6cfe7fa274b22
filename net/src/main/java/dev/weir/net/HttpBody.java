package dev.weir.net;

import dev.weir.media.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;

/** Bytes as the body of an HTTP message, without a copy. */
public final class HttpBody {
  private HttpBody() {}

  /** All of {@code pieces} in their order. */
  public static Buffer of(List<Bytes> pieces) {
    ByteBuf joined =
        Unpooled.wrappedBuffer(pieces.stream().map(Bytes::asByteBuffer).toArray(ByteBuffer[]::new));
    return BufferInternal.buffer(joined);
  }
}
