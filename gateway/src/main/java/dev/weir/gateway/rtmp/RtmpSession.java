package dev.weir.gateway.rtmp;

import dev.weir.container.amf.AmfValue;
import dev.weir.gateway.rtmp.PlaySession.PlayPlaces;
import dev.weir.media.Clock;
import dev.weir.media.MemoryBudget;
import dev.weir.net.CloseReason;
import dev.weir.net.ConnectionHandler;
import dev.weir.net.TcpConnection;
import dev.weir.net.Timer;
import dev.weir.rtmp.RtmpConnection;
import dev.weir.rtmp.RtmpEvent;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.rtmp.SessionEnd;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RTMP connection: runs the engine over the socket, for what it publishes ({@link
 * PublishSession}) or plays ({@link PlaySession}). Confined to the connection's loop.
 */
final class RtmpSession implements ConnectionHandler, PublishSession.Owner, PlaySession.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(RtmpSession.class);

  /** For reading why it ends: a connection that is closed with input unread loses the answer. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final String id;
  private final String protocol;
  private final Commons commons;
  private final RtmpConnection engine;
  private final PublishSession publish;
  private final PlaySession play;
  private final IncompleteInput input;

  // Set when it opens.
  private volatile @Nullable TcpConnection connection;
  private @Nullable Timer timer;
  private String end = "";
  private boolean isToldWhy;
  private boolean isHeldBack;

  /**
   * What all sessions share. Thread-safe.
   *
   * @param onFault told of each session that ends because its peer broke the protocol or a limit
   * @param strangers memory for what comes of all who do not publish
   */
  record Commons(
      PlayPlaces places,
      RtmpLimits limits,
      Clock clock,
      Runnable onFault,
      ReconnectingPublishers publishers,
      MemoryBudget.Share strangers) {}

  /**
   * @param protocol {@code rtmp} or {@code rtmps}, for logs
   * @param random fills the handshake
   */
  RtmpSession(
      String id, String protocol, PublishDoor door, Commons commons, RandomGenerator random) {
    this.id = id;
    this.protocol = protocol;
    this.commons = commons;
    this.engine = new RtmpConnection(commons.limits, random, commons.clock.monotonicNanos());
    this.input = new IncompleteInput(commons.strangers);
    this.publish = new PublishSession(door, engine, input, commons.clock, this);
    this.play = new PlaySession(commons.places, engine, this);
  }

  @Override
  public void onOpen(TcpConnection opened) {
    connection = opened;
    LOG.info("session={} remote={} protocol={} opened", id, remote(opened), protocol);
    scheduleDeadline(opened);
  }

  @Override
  public void onBytes(ByteBuffer bytes) {
    if (!end.isEmpty()) {
      bytes.position(bytes.limit());
      return;
    }
    engine.receive(bytes, commons.clock.monotonicNanos());
    if (!input.count(engine.incompleteBytes())) {
      endByFault("NO_MEMORY", "no memory for a message that is not complete");
    }
    pump();
    keepPace();
  }

  @Override
  public void onClosed(CloseReason reason) {
    if (timer != null) {
      timer.cancel();
    }
    if (end.isEmpty()) {
      end = reason.name();
    }
    release(end);
    input.close();
    play.end();
    LOG.info("session={} {} ended: {}", id, summary(), end);
  }

  private String summary() {
    return play.summary().isEmpty() ? publish.summary() : play.summary();
  }

  @Override
  public void onWritable() {
    play.serve();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void endAfterFlush(String reason) {
    end = reason;
    pump();
  }

  @Override
  public void endNow(String reason) {
    end = reason;
    if (connection != null) {
      connection.close();
    }
  }

  /** Drains the engine: events first, since answering them makes output. */
  private void pump() {
    TcpConnection open = connection;
    if (open == null) {
      return;
    }
    for (RtmpEvent event = engine.pollEvent(); event != null; event = engine.pollEvent()) {
      handle(event, open);
    }
    engine.pollOutput().ifPresent(open::send);
    if (!end.isEmpty() && !isToldWhy) {
      open.closeAfterFlush();
    }
  }

  private void handle(RtmpEvent event, TcpConnection open) {
    if (!end.isEmpty()) {
      return;
    }
    switch (event) {
      case RtmpEvent.PublishRequested wish -> publish(wish, open);
      case RtmpEvent.PlayRequested wish -> play.begin(wish, open);
      case RtmpEvent.PlayPaused _ -> play.pause();
      case RtmpEvent.PlayResumed _ -> play.resume();
      case RtmpEvent.PlayEnded _ -> play.end();
      case RtmpEvent.Metadata(AmfValue properties) -> publish.expect(properties.properties());
      case RtmpEvent.MediaMessage media -> publish.take(media);
      case RtmpEvent.DataReceived _ -> {}
      case RtmpEvent.PublishEnded _ -> release("unpublished");
      case RtmpEvent.Closed(SessionEnd fault) -> fail(fault.code().name(), fault.text());
    }
  }

  private void publish(RtmpEvent.PublishRequested wish, TcpConnection open) {
    publish.begin(wish, open);
    if (publish.isOn() && engine.peer().reconnects()) {
      commons.publishers.add(this);
    }
  }

  private void endByFault(String code, String text) {
    end = code + ": " + text;
    commons.onFault.run();
  }

  @Override
  public void fail(String code, String text) {
    endByFault(code, text);
    isToldWhy = engine.failPublish(text);
    TcpConnection open = connection;
    if (isToldWhy && open != null) {
      release(end);
      setTimer(open, FAREWELL.toNanos(), open::closeAfterFlush);
    }
  }

  /** Makes a publisher that is ahead of real time wait, by leaving what it sends to the kernel. */
  private void keepPace() {
    TcpConnection open = connection;
    if (open != null && !isHeldBack && end.isEmpty()) {
      holdBack(open, publish.holdBackNanos());
    }
  }

  private void holdBack(TcpConnection open, long nanos) {
    if (nanos > 0) {
      isHeldBack = true;
      open.pauseReading();
      setTimer(open, nanos, () -> readOn(open));
    }
  }

  /** That nothing came meanwhile was not the peer's doing, so it has a second to send again. */
  private void readOn(TcpConnection open) {
    isHeldBack = false;
    open.resumeReading();
    setTimer(open, TimeUnit.SECONDS.toNanos(1), () -> onDeadline(open));
  }

  /** Asks the publisher to connect anew. Called on another thread. */
  void requestReconnect() {
    TcpConnection open = connection;
    if (open != null) {
      open.loop()
          .execute(() -> {
            engine.requestReconnect("This server is about to stop.");
            pump();
          });
    }
  }

  private void release(String reason) {
    commons.publishers.remove(this);
    publish.end(reason);
  }

  private void scheduleDeadline(TcpConnection open) {
    OptionalLong deadline = engine.nextDeadlineNanos();
    if (deadline.isPresent()) {
      long waitNanos = Math.max(0, deadline.getAsLong() - commons.clock.monotonicNanos());
      setTimer(open, waitNanos, () -> onDeadline(open));
    }
  }

  private void setTimer(TcpConnection open, long nanos, Runnable task) {
    if (timer != null) {
      timer.cancel();
    }
    timer = open.schedule(Duration.ofNanos(nanos), task);
  }

  private void onDeadline(TcpConnection open) {
    engine.onDeadline(commons.clock.monotonicNanos());
    pump();
    scheduleDeadline(open);
  }

  private static String remote(TcpConnection connection) {
    return connection.remoteAddress().getAddress().getHostAddress();
  }
}
