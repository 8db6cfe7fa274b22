package dev.weir.net;

import dev.weir.media.Bytes;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Bytes as the body of an answer, sent step by step, as fast as the client takes them. What is
 * handed over is copied for each client, and over TLS encrypted, so a slow one may have one step of
 * it and no more. Confined to the request's loop.
 */
public final class HttpBody {
  private static final int STEP_BYTES = 256 << 10;

  private final HttpServerResponse response;
  private final Iterator<Bytes> pieces;
  private Bytes rest = Bytes.EMPTY;

  private HttpBody(HttpServerResponse response, List<Bytes> pieces) {
    this.response = response;
    this.pieces = pieces.iterator();
  }

  /** Ends {@code response}, whose Content-Length is set, with all {@code pieces} in their order. */
  public static void send(HttpServerResponse response, List<Bytes> pieces) {
    new HttpBody(response, pieces).send();
  }

  /**
   * Each step follows when the one before has gone to the kernel; none when the client has gone.
   */
  private void send() {
    Buffer step = next();
    if (hasMore()) {
      response.write(step).onSuccess(_ -> send());
    } else {
      response.end(step);
    }
  }

  private boolean hasMore() {
    return !rest.isEmpty() || pieces.hasNext();
  }

  private Buffer next() {
    var slices = new ArrayList<ByteBuffer>();
    for (int room = STEP_BYTES; room > 0 && hasMore(); ) {
      Bytes piece = rest.isEmpty() ? pieces.next() : rest;
      int taken = Math.min(room, piece.length());
      slices.add(piece.slice(0, taken).asByteBuffer());
      rest = piece.slice(taken);
      room -= taken;
    }
    return BufferInternal.buffer(Unpooled.wrappedBuffer(slices.toArray(ByteBuffer[]::new)));
  }
}
