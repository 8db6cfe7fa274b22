package dev.weir.net;

import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a file as the body of an answer. In clear text over HTTP/1.1 the system sends it by
 * itself ({@code sendfile}); otherwise a worker reads it in steps, of which the next follows when
 * the one before has gone to the kernel, so that a slow client may have one step of it in memory
 * and no more. Confined to the request's loop.
 */
public final class StoredBody {
  /**
   * Nobody sees how far the system has come with what it sends by itself, and a peer that has not
   * taken its answer in time is taken for slow.
   */
  private static final long MOST_BY_SYSTEM = 16 << 20;

  private final HttpServerResponse response;
  private final Octets octets;
  private final long end;
  private final StepBuffers buffers;
  private final Runnable atEnd;
  private final Context context;

  private long at;
  private @Nullable ByteBuffer step;
  private boolean over;

  private StoredBody(
      HttpServerResponse response,
      Octets octets,
      long from,
      long end,
      StepBuffers buffers,
      Runnable atEnd) {
    this.response = response;
    this.octets = octets;
    this.end = end;
    this.buffers = buffers;
    this.atEnd = atEnd;
    this.at = from;
    this.context = Objects.requireNonNull(Vertx.currentContext(), "not on a loop");
  }

  /**
   * What of a file is sent. Immutable.
   *
   * @param file is left open
   * @param from the first octet
   * @param end the first octet that is not sent any more
   */
  public record Stretch(FileChannel file, long from, long end) {}

  /** What lies on disk, wherever that is. */
  @FunctionalInterface
  public interface Octets {
    /**
     * Fills what is left of {@code free} with those from {@code at} on; blocks.
     *
     * @throws IOException where they are not there (any more)
     */
    void read(ByteBuffer free, long at) throws IOException;
  }

  /**
   * Whether the system can send so much of a file in answer to that request, without our memory.
   */
  public static boolean isSentBySystem(HttpServerRequest request, long bytes) {
    return request.version() == HttpVersion.HTTP_1_1 && !request.isSSL() && bytes <= MOST_BY_SYSTEM;
  }

  /**
   * Ends the answer to {@code request}, whose Content-Length is set, with a stretch of a file.
   * Where the disk does not give it back, or no longer has it, the answer is broken off.
   *
   * @param atEnd called once when the file is needed no more, however the answer has ended
   */
  public static void send(
      HttpServerRequest request, Stretch stretch, StepBuffers buffers, Runnable atEnd) {
    long length = stretch.end - stretch.from;
    if (!isSentBySystem(request, length)) {
      send(request, octets(stretch.file), stretch.from, stretch.end, buffers, atEnd);
      return;
    }
    request.response().sendFile(stretch.file, stretch.from, length).onComplete(_ -> atEnd.run());
  }

  /**
   * Ends the answer to {@code request}, whose Content-Length is set, with octets that a worker
   * reads step by step.
   *
   * @param from the first of them
   * @param end the first that is not sent any more
   * @param atEnd called once when no more of them are needed; one step may be on its way then
   */
  public static void send(
      HttpServerRequest request,
      Octets octets,
      long from,
      long end,
      StepBuffers buffers,
      Runnable atEnd) {
    var body = new StoredBody(request.response(), octets, from, end, buffers, atEnd);
    body.response.closeHandler(_ -> body.finish());
    body.readOn();
  }

  private static Octets octets(FileChannel file) {
    return (free, at) -> {
      long start = at - free.position();
      while (free.hasRemaining()) {
        if (file.read(free, start + free.position()) < 0) {
          throw new EOFException("the file was cut off while it was sent");
        }
      }
    };
  }

  /** The buffer is free again: what it held has gone to the kernel. */
  private void readOn() {
    if (over || response.closed()) {
      finish();
      return;
    }
    ByteBuffer free = step == null ? buffers.take() : step;
    step = free;
    free.clear().limit((int) Math.min(StepBuffers.STEP_BYTES, end - at));
    long from = at;
    at += free.limit();
    context
        .executeBlocking(() -> read(free, from), false)
        .onSuccess(this::write)
        .onFailure(_ -> breakOff());
  }

  private Buffer read(ByteBuffer free, long from) throws IOException {
    octets.read(free, from);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(free.flip()));
  }

  private void write(Buffer filled) {
    if (over || response.closed()) {
      finish();
    } else if (at == end) {
      response.end(filled).onSuccess(_ -> reuse()).onComplete(_ -> finish());
    } else {
      response.write(filled).onSuccess(_ -> readOn()).onFailure(_ -> finish());
    }
  }

  /** Only where it has gone to the kernel: who has been cut off may still have it in a queue. */
  private void reuse() {
    ByteBuffer used = step;
    step = null;
    if (used != null) {
      buffers.giveBack(used);
    }
  }

  private void breakOff() {
    if (!over && !response.closed()) {
      HttpBody.breakOff(response);
    }
    finish();
  }

  private void finish() {
    if (!over) {
      over = true;
      if (step != null) {
        step = null;
        buffers.letGo();
      }
      atEnd.run();
    }
  }
}
