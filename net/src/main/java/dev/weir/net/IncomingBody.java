package dev.weir.net;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The long body of a request, given out block by block, the next when the one before was taken:
 * what there is no room for stays with the peer, held back by TCP or by the stream's flow control
 * (RFC 9113 §5.2). So two blocks of it are in memory, one that is being taken and one that fills,
 * and a piece of what comes next. A peer that could send and sends too little is cut off. Confined
 * to the request's loop, but for {@link #taken}.
 */
public final class IncomingBody {
  public static final int BLOCK_BYTES = 256 << 10;

  /** What has come is given out so soon, also where it is no whole block. */
  private static final long LOOK_MILLIS = 1000;

  /** After an answer, so much of the rest is passed over, so that the peer comes to read it. */
  private static final long MOST_PASSED_OVER_BYTES = 16 << 20;

  private static final long NO_ERROR = 0;

  /** How a body has ended. */
  public enum End {
    /** All of it was given out. */
    WHOLE,
    /** The connection has ended before it; what had come was given out. */
    BROKEN,
    /** It came too slowly; what had come was given out. */
    SLOW
  }

  /** Takes the blocks, on the request's loop. */
  public interface Receiver {
    /** Calls {@link #taken} when the next may come; the block is not its own any more then. */
    void receive(ByteBuffer block);

    /** No more comes. */
    void ended(End end);
  }

  /**
   * How slow a peer may be. Immutable.
   *
   * @param window over which it is looked at; one second at least
   * @param leastBytes that have to come in it
   */
  public record Pace(Duration window, long leastBytes) {
    /** 4 KiB/s; whoever sends films by less will not see the end of it. */
    public static final Pace DEFAULT = new Pace(Duration.ofSeconds(30), 30 * 4096);
  }

  private final HttpServerRequest request;
  private final Context loop;
  private final Pace pace;
  private final Receiver receiver;

  // What has come.
  private ByteBuffer filling = ByteBuffer.allocate(BLOCK_BYTES);
  private @Nullable ByteBuffer spare = ByteBuffer.allocate(BLOCK_BYTES);
  private Buffer unplaced = Buffer.buffer();
  private int placed;
  private @Nullable End end;

  // Since the last look.
  private boolean heldBack;
  private long receivedBytes;
  private long hungryLooks;

  private long timer;
  private boolean stopped;

  private IncomingBody(HttpServerRequest request, Pace pace, Receiver receiver) {
    this.request = request;
    this.loop = Objects.requireNonNull(Vertx.currentContext(), "not on a loop");
    this.pace = pace;
    this.receiver = receiver;
  }

  /**
   * Lets the body of {@code request} come, which was paused when it began; to be called on its
   * loop. Where the peer waits to be asked for it, it is asked (RFC 9110 §10.1.1).
   */
  public static IncomingBody begin(HttpServerRequest request, Pace pace, Receiver receiver) {
    var body = new IncomingBody(request, pace, receiver);
    body.start();
    return body;
  }

  private void start() {
    timer = loop.owner().setPeriodic(LOOK_MILLIS, _ -> look());
    request.exceptionHandler(_ -> onEnd(End.BROKEN));
    request.endHandler(_ -> onEnd(End.WHOLE));
    request.handler(this::onPiece);
    if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
      request.response().writeContinue();
    }
    request.resume();
  }

  private void onPiece(Buffer piece) {
    receivedBytes += piece.length();
    unplaced = piece;
    placed = 0;
    place();
  }

  /** Fills blocks with what has come; what finds no room waits until one was taken. */
  private void place() {
    while (placed < unplaced.length()) {
      if (!filling.hasRemaining() && !give()) {
        heldBack = true;
        request.pause();
        return;
      }
      int count = Math.min(filling.remaining(), unplaced.length() - placed);
      unplaced.getBytes(placed, placed + count, filling.array(), filling.position());
      filling.position(filling.position() + count);
      placed += count;
    }
    if (!filling.hasRemaining()) {
      give();
    }
  }

  /** Whether the one before was taken. */
  private boolean give() {
    ByteBuffer next = spare;
    if (next == null) {
      return false;
    }
    ByteBuffer block = filling.flip();
    spare = null;
    filling = next.clear();
    receiver.receive(block);
    return true;
  }

  /** A block was taken; may be called by any thread. */
  public void taken(ByteBuffer block) {
    loop.runOnContext(_ -> {
      spare = block;
      if (!stopped) {
        goOn();
      }
    });
  }

  private void goOn() {
    if (placed < unplaced.length()) {
      place();
      if (placed == unplaced.length() && end == null) {
        request.resume();
      }
    }
    endIfAllIsGiven();
  }

  private void onEnd(End how) {
    if (end == null && !stopped) {
      end = how;
      endIfAllIsGiven();
    }
  }

  private void endIfAllIsGiven() {
    if (end == null || spare == null || stopped) {
      return;
    }
    if (filling.position() > 0) {
      give();
    } else if (placed == unplaced.length()) {
      End how = end;
      stop();
      receiver.ended(how);
    }
  }

  private void look() {
    if (filling.position() > 0) {
      give();
    }
    if (heldBack) {
      heldBack = placed < unplaced.length();
      forgetPace();
    } else if (++hungryLooks * LOOK_MILLIS >= pace.window().toMillis()) {
      boolean isSlow = receivedBytes < pace.leastBytes();
      forgetPace();
      if (isSlow) {
        onEnd(End.SLOW);
      }
    }
  }

  private void forgetPace() {
    receivedBytes = 0;
    hungryLooks = 0;
  }

  /** Gives out nothing more. */
  public void stop() {
    stopped = true;
    loop.owner().cancelTimer(timer);
    request.handler(null);
    request.endHandler(null);
    request.exceptionHandler(_ -> {});
  }

  /**
   * Passes over what is left of the body of a request that has got its answer: who sends would not
   * read an answer that comes with the end of the connection. Beyond some MB of it there is no more
   * patience.
   */
  public static void passOver(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    var passedOver = new long[1];
    request.exceptionHandler(_ -> {});
    request.handler(piece -> {
      passedOver[0] += piece.length();
      if (passedOver[0] > MOST_PASSED_OVER_BYTES) {
        cutOff(request);
      }
    });
    request.resume();
  }

  /** Ends a request without an answer, or one whose answer was not heard. */
  public static void cutOff(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(NO_ERROR);
    } else {
      request.connection().close();
    }
  }
}
