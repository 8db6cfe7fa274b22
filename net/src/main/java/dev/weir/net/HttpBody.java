package dev.weir.net;

import dev.weir.media.Bytes;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;

/**
 * Bytes as the body of an answer, sent step by step, as fast as the client takes them. What is
 * handed over is copied for each client, and over TLS encrypted, so a slow one may have one step of
 * it and no more: the rest is not read before its turn, and nothing is kept for who is slow. Where
 * it has gone by then, the answer is broken off, so that nobody takes the half for the whole (RFC
 * 9112 §8, RFC 9113 §8.1.1). Confined to the request's loop.
 */
public final class HttpBody {
  private static final int STEP_BYTES = 256 << 10;

  /** RFC 9113 §7; 0, NO_ERROR, is for what was answered in full (§8.1). */
  private static final long INTERNAL_ERROR = 2;

  private final HttpServerResponse response;
  private final Deque<ByteSource> unsent = new ArrayDeque<>();
  private boolean complete;
  private boolean sending;
  private boolean brokenOff;

  /** One that grows: {@code response} has no Content-Length, and in HTTP/1.1 is chunked. */
  public HttpBody(HttpServerResponse response) {
    this.response = response;
  }

  /** Ends {@code response}, whose Content-Length is set, with all of {@code source}. */
  public static void send(HttpServerResponse response, ByteSource source) {
    new HttpBody(response).end(source);
  }

  /** Sends this after all that came before, at once where the client is not behind. */
  public void add(ByteSource more) {
    if (brokenOff) {
      return;
    }
    unsent.addLast(more);
    if (!sending) {
      send();
    }
  }

  /** Ends the answer with this; nothing may be added any more. */
  public void end(ByteSource last) {
    complete = true;
    add(last);
  }

  /**
   * Each step follows when the one before has gone to the kernel; none when the client has gone.
   */
  private void send() {
    Buffer step;
    try {
      step = next();
    } catch (IOException gone) {
      breakOff();
      return;
    }
    if (complete && unsent.isEmpty()) {
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

  private void breakOff() {
    brokenOff = true;
    unsent.clear();
    breakOff(response);
  }

  /** Ends an answer that has begun so that nobody takes what there is of it for the whole. */
  public static void breakOff(HttpServerResponse response) {
    response.reset(INTERNAL_ERROR);
  }

  private Buffer next() throws IOException {
    var slices = new ArrayList<ByteBuffer>();
    for (long room = STEP_BYTES; room > 0 && !unsent.isEmpty(); ) {
      ByteSource source = unsent.removeFirst();
      long taken = Math.min(room, source.length());
      for (Bytes piece : source.read(0, taken)) {
        slices.add(piece.asByteBuffer());
      }
      if (taken < source.length()) {
        unsent.addFirst(source.slice(taken, source.length()));
      }
      room -= taken;
    }
    return BufferInternal.buffer(Unpooled.wrappedBuffer(slices.toArray(ByteBuffer[]::new)));
  }
}
