package dev.weir.net;

import dev.weir.media.Bytes;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bytes as the body of an answer, sent step by step, as fast as the client takes them. What is
 * handed over is copied for each client, and over TLS encrypted, so a slow one may have one step of
 * it and no more. What is added while the client is behind waits in slices that all clients share.
 * Confined to the request's loop.
 */
public final class HttpBody {
  private static final int STEP_BYTES = 256 << 10;

  private final HttpServerResponse response;
  private final Deque<Bytes> pieces = new ArrayDeque<>();
  private boolean complete;
  private boolean sending;

  /** One that grows: {@code response} has no Content-Length, and in HTTP/1.1 is chunked. */
  public HttpBody(HttpServerResponse response) {
    this.response = response;
  }

  /** Ends {@code response}, whose Content-Length is set, with all {@code pieces} in their order. */
  public static void send(HttpServerResponse response, List<Bytes> pieces) {
    new HttpBody(response).end(pieces);
  }

  /** Sends these after all that came before, at once where the client is not behind. */
  public void add(List<Bytes> more) {
    pieces.addAll(more);
    if (!sending) {
      send();
    }
  }

  /** Ends the answer with these; nothing may be added any more. */
  public void end(List<Bytes> last) {
    complete = true;
    add(last);
  }

  /**
   * Each step follows when the one before has gone to the kernel; none when the client has gone.
   */
  private void send() {
    Buffer step = next();
    if (complete && pieces.isEmpty()) {
      sending = true;
      response.end(step);
    } else if (step.length() > 0) {
      sending = true;
      response.write(step).onSuccess(_ -> onSent());
    }
  }

  private void onSent() {
    sending = false;
    send();
  }

  private Buffer next() {
    var slices = new ArrayList<ByteBuffer>();
    for (int room = STEP_BYTES; room > 0 && !pieces.isEmpty(); ) {
      Bytes piece = pieces.removeFirst();
      int taken = Math.min(room, piece.length());
      slices.add(piece.slice(0, taken).asByteBuffer());
      if (taken < piece.length()) {
        pieces.addFirst(piece.slice(taken));
      }
      room -= taken;
    }
    return BufferInternal.buffer(Unpooled.wrappedBuffer(slices.toArray(ByteBuffer[]::new)));
  }
}
