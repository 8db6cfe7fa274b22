package dev.weir.gateway.rtmp;

import dev.weir.container.amf.AmfValue;
import dev.weir.container.flv.FlvEvent;
import dev.weir.container.flv.FlvReader;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.gateway.rtmp.PlaySession.PlayPlaces;
import dev.weir.gateway.rtmp.PublishDoor.Answer;
import dev.weir.media.Clock;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MemoryBudget;
import dev.weir.media.TrackKind;
import dev.weir.net.CloseReason;
import dev.weir.net.ConnectionHandler;
import dev.weir.net.TcpConnection;
import dev.weir.net.Timer;
import dev.weir.rtmp.RtmpConnection;
import dev.weir.rtmp.RtmpEvent;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.rtmp.SessionEnd;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One RTMP connection: runs the engine over the socket and turns what a publisher sends into
 * samples of a stream, or has its part in a {@link FanOut}. Confined to the connection's loop.
 */
final class RtmpSession implements ConnectionHandler, PlaySession.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(RtmpSession.class);

  /** For reading why it ends: a connection that is closed with input unread loses the answer. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final String id;
  private final String protocol;
  private final PublishDoor door;
  private final Commons commons;
  private final RtmpConnection engine;
  private final PlaySession play;
  private final IncompleteInput input;

  // Of the connection; set when it opens.
  private volatile @Nullable TcpConnection connection;
  private @Nullable Timer timer;
  private String end = "";
  private boolean isToldWhy;

  // Of the publication.
  private @Nullable PublisherLease lease;
  private FlvReader reader = new FlvReader();
  private Uptake uptake = new Uptake();
  private String stream = "-";
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
    this.door = door;
    this.commons = commons;
    this.engine = new RtmpConnection(commons.limits, random, commons.clock.monotonicNanos());
    this.play = new PlaySession(commons.places, engine, this);
    this.input = new IncompleteInput(commons.strangers);
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
    return play.summary().isEmpty()
        ? "stream=%s received_bytes=%d ignored_messages=%d dropped_samples=%d refused_packets=%d"
            .formatted(
                stream,
                engine.stats().receivedBytes(),
                engine.stats().ignoredMessages(),
                reader.droppedSamples(),
                reader.refusedPackets())
        : play.summary();
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
      case RtmpEvent.Metadata(AmfValue properties) -> expect(properties.properties());
      case RtmpEvent.MediaMessage media -> media(media, open);
      case RtmpEvent.DataReceived _ -> {}
      case RtmpEvent.PublishEnded _ -> release("unpublished");
      case RtmpEvent.Closed(SessionEnd fault) -> fail(fault.code().name(), fault.text(), open);
    }
  }

  private void publish(RtmpEvent.PublishRequested wish, TcpConnection open) {
    switch (door.knock(wish, open.remoteAddress(), successor -> takenOver(successor, open))) {
      case Answer.Welcome(PublisherLease granted) -> {
        lease = granted;
        input.moveTo(granted.stream().memory().transit());
        reader = new FlvReader();
        uptake = new Uptake();
        stream = granted.stream().name().value();
        engine.acceptPublish();
        if (engine.peer().reconnects()) {
          commons.publishers.add(this);
        }
        LOG.info("session={} stream={} publishing", id, stream);
      }
      case Answer.TurnedAway(var refusal, String code, String explanation) -> {
        engine.rejectPublish(refusal, explanation);
        end = code + ": " + explanation;
      }
    }
  }

  /** What onMetaData promises; encoders leave out or zero the codec of a track they don't send. */
  private void expect(Map<String, AmfValue> metadata) {
    Set<TrackKind> kinds = EnumSet.noneOf(TrackKind.class);
    if (isPromised(metadata.get("videocodecid"))) {
      kinds.add(TrackKind.VIDEO);
    }
    if (isPromised(metadata.get("audiocodecid"))) {
      kinds.add(TrackKind.AUDIO);
    }
    if (lease != null && !kinds.isEmpty()) {
      lease.expect(kinds);
    }
  }

  private static boolean isPromised(@Nullable AmfValue codec) {
    return codec != null && (codec.asString().isPresent() || codec.asNumber().orElse(0) != 0);
  }

  private void media(RtmpEvent.MediaMessage media, TcpConnection open) {
    if (lease == null) {
      return;
    }
    FlvTagType type =
        switch (media.kind()) {
          case VIDEO -> FlvTagType.VIDEO;
          case AUDIO -> FlvTagType.AUDIO;
        };
    try {
      List<FlvEvent> events =
          reader.read(new FlvTag(type, media.timestampMillis(), media.payload()));
      for (FlvEvent event : events) {
        feed(lease, event);
      }
      if (events.isEmpty() || events.getFirst() instanceof FlvEvent.StreamRefused) {
        uptake
            .leftOut(
                reader.refusedPackets() + reader.droppedSamples(), commons.clock.monotonicNanos())
            .ifPresent(explanation -> fail("NOTHING_PLAYABLE", explanation, open));
      }
    } catch (MediaFormatException fault) {
      fail(fault.kind().name(), String.valueOf(fault.getMessage()), open);
    }
  }

  private void feed(PublisherLease publisher, FlvEvent event) {
    switch (event) {
      case FlvEvent.TrackConfigured(var track) -> publisher.track(track);
      case FlvEvent.SampleRead(var sample) -> {
        uptake.taken();
        publisher.sample(sample);
      }
      case FlvEvent.StreamRefused(var refused, String reason) -> {
        uptake.refused(refused.kind(), reason);
        LOG.warn(
            "session={} stream={} {} track {} is left out: {}",
            id,
            stream,
            refused.kind() == TrackKind.VIDEO ? "video" : "audio",
            refused.number(),
            reason);
      }
      case FlvEvent.ScriptRead _ -> {}
    }
  }

  private void endByFault(String code, String text) {
    end = code + ": " + text;
    commons.onFault.run();
  }

  private void fail(String code, String text, TcpConnection open) {
    endByFault(code, text);
    isToldWhy = engine.failPublish(text);
    if (isToldWhy) {
      release(end);
      setTimer(open, FAREWELL.toNanos(), open::closeAfterFlush);
    }
  }

  /** Makes a publisher that is ahead of real time wait, by leaving what it sends to the kernel. */
  private void keepPace() {
    TcpConnection open = connection;
    if (open != null && lease != null && !isHeldBack && end.isEmpty()) {
      holdBack(open, lease.holdBack());
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

  /** Called on the successor's loop. By the time of the task the session may publish anew. */
  private void takenOver(PublisherIdentity successor, TcpConnection open) {
    open.loop()
        .execute(() -> {
          if (lease != null && !lease.isHeld()) {
            end = "TAKEN_OVER: by session " + successor.session();
            open.close();
          }
        });
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
    if (lease != null) {
      lease.lost(reason);
      lease = null;
      input.moveTo(commons.strangers);
    }
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
