package dev.weir.rtmp;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.TrackKind;
import dev.weir.rtmp.RtmpEvent.Closed;
import dev.weir.rtmp.RtmpEvent.DataReceived;
import dev.weir.rtmp.RtmpEvent.MediaMessage;
import dev.weir.rtmp.RtmpEvent.Metadata;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.rtmp.message.AggregateMessage;
import dev.weir.rtmp.message.Command;
import dev.weir.rtmp.message.DataMessage;
import dev.weir.rtmp.message.TimestampUnwrapper;
import dev.weir.rtmp.message.UserControl;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one RTMP connection (Adobe RTMP 1.0) as an engine without I/O. Feed it with
 * {@link #receive}, then drain {@link #pollEvent} and {@link #pollOutput}, and call {@link
 * #onDeadline} at {@link #nextDeadlineNanos}. Answering a request to publish or play lets the input
 * behind it be processed, which was held until then: so go on polling events, and drain the output
 * last. Nothing that the peer sends makes it throw: a fault is a {@link Closed} event, and later
 * input is ignored. Confined to the loop that owns the socket. Allocates per message, not per
 * chunk.
 */
public final class RtmpConnection {
  private final RtmpLimits limits;
  private final Queue<RtmpEvent> events = new ArrayDeque<>();
  private final Outbox outbox = new Outbox();
  private final ServerHandshake handshake;
  private final ChunkReader chunks;
  private final ServerCommands commands;
  private final Patience patience;

  // of the connection
  private boolean isClosed;
  private ByteWriter held = new ByteWriter();

  // of the publication
  private TimestampUnwrapper timestamps = new TimestampUnwrapper();

  // counted
  private long receivedBytes;
  private long acknowledgedBytes;
  private long ackWindowBytes;
  private long ignoredMessages;

  /**
   * @param random fills the handshake; need not be secure
   */
  public RtmpConnection(RtmpLimits limits, RandomGenerator random, long nowNanos) {
    this.limits = limits;
    this.handshake = new ServerHandshake(random);
    this.chunks = new ChunkReader(limits.chunks().forCommands());
    this.commands = new ServerCommands(limits.flow(), outbox, events);
    this.ackWindowBytes = limits.flow().ackWindowBytes();
    this.patience = new Patience(limits.timeOuts(), nowNanos);
  }

  /** Takes all of {@code bytes}, which stay the caller's. */
  public void receive(ByteBuffer bytes, long nowNanos) {
    if (!isClosed) {
      receivedBytes += bytes.remaining();
      patience.onInput(nowNanos);
      processOrClose(bytes);
      acknowledge();
    }
    bytes.position(bytes.limit());
  }

  /** The next event, or null if there is none for now. */
  public @Nullable RtmpEvent pollEvent() {
    return events.poll();
  }

  /** Everything that is to be sent now. */
  public Optional<Bytes> pollOutput() {
    return outbox.poll();
  }

  /** Answers {@link RtmpEvent.PublishRequested}, once; what came behind it is processed now. */
  public void acceptPublish() {
    if (!isClosed) {
      commands.acceptPublish();
      patience.beginPublication();
      chunks.useLimits(limits.chunks());
      processHeld();
    }
  }

  /**
   * Answers {@link RtmpEvent.PublishRequested}; the caller then closes the socket when all output
   * is sent.
   *
   * @param description shown to the publisher by its encoder
   */
  public void rejectPublish(PublishRefusal refusal, String description) {
    if (!isClosed) {
      commands.rejectPublish(refusal, description);
      processHeld();
    }
  }

  /**
   * Ends the publication, if there is one, because nothing can be made of what it brings.
   *
   * @param description shown to the publisher by its encoder
   * @return whether there is output that says so, which the publisher should have time to read
   */
  public boolean failPublish(String description) {
    return !isClosed && commands.failPublish(description);
  }

  /**
   * Answers {@link RtmpEvent.PlayRequested}, once. What is played follows behind the output that
   * waits now, in whole messages of {@link PlayMessages}.
   */
  public void acceptPlay() {
    if (!isClosed) {
      commands.play().accept();
      patience.beginPlay();
      processHeld();
    }
  }

  /**
   * Answers {@link RtmpEvent.PlayRequested}; the caller then closes the socket when all output is
   * sent.
   *
   * @param description for people
   */
  public void rejectPlay(PlayRefusal refusal, String description) {
    if (!isClosed) {
      commands.play().reject(refusal, description);
      processHeld();
    }
  }

  /** Tells the player that the stream is over; does nothing unless it plays. */
  public void finishPlay() {
    if (!isClosed) {
      commands.play().finish();
    }
  }

  /** What the peer has said of itself; nothing before it has connected. */
  public PeerCapabilities peer() {
    return commands.peer();
  }

  /**
   * Asks the peer to connect anew at its next keyframe (Enhanced RTMP v2, "Reconnect Request"),
   * where it has said that it understands that; until then all goes on. The server wants it to come
   * back to the same address.
   *
   * @param description for people
   */
  public void requestReconnect(String description) {
    if (!isClosed) {
      commands.requestReconnect(description);
    }
  }

  /** When {@link #onDeadline} wants to be called; never once the connection is closed. */
  public OptionalLong nextDeadlineNanos() {
    return isClosed ? OptionalLong.empty() : OptionalLong.of(patience.deadlineNanos());
  }

  /**
   * Ends the connection if a time-out has passed, and pings a peer that was silent for long; does
   * nothing if called early. Drain the output then.
   */
  public void onDeadline(long nowNanos) {
    if (!isClosed) {
      patience.endAt(nowNanos).ifPresent(this::close);
    }
    if (!isClosed && patience.pingsAt(nowNanos)) {
      long millis = TimeUnit.NANOSECONDS.toMillis(nowNanos) & 0xFFFF_FFFFL;
      outbox.control(UserControl.event(UserControl.PING_REQUEST, millis));
    }
  }

  /** The memory that the peer's messages take while they are not complete, and what is held. */
  public long incompleteBytes() {
    return (long) chunks.partialBytes() + held.length();
  }

  public RtmpStats stats() {
    return new RtmpStats(receivedBytes, ignoredMessages);
  }

  private void processOrClose(ByteBuffer bytes) {
    try {
      process(bytes);
    } catch (MediaFormatException fault) {
      close(SessionEnd.of(fault));
    }
  }

  private void process(ByteBuffer bytes) throws MediaFormatException {
    if (!handshake.isDone()) {
      handshake.read(bytes, outbox.raw());
      if (!handshake.isDone()) {
        return;
      }
      patience.awaitRequest();
    }
    while (!commands.awaitsAnswer()) {
      RtmpMessage message = chunks.read(bytes);
      if (message == null) {
        return;
      }
      boolean wasPublishing = commands.isPublishing();
      boolean wasPlaying = commands.play().isPlaying();
      handle(message);
      if (wasPublishing && !commands.isPublishing()) {
        patience.awaitRequest();
        timestamps = new TimestampUnwrapper();
      }
      if (wasPlaying && !commands.play().isPlaying()) {
        patience.endPlay();
      }
      checkQueues();
    }
    hold(bytes);
  }

  /** Keeps what comes while a request is unanswered, since its meaning depends on the answer. */
  private void hold(ByteBuffer bytes) throws MediaFormatException {
    int most = limits.flow().maxHeldInputBytes();
    if (held.length() + bytes.remaining() > most) {
      throw new MediaFormatException(
          LIMIT, "RTMP", "more than %d octets before an answer to publish or play".formatted(most));
    }
    held.bytes(Bytes.copyOf(bytes));
  }

  private void processHeld() {
    ByteBuffer bytes = held.toBytes().asByteBuffer();
    held = new ByteWriter();
    processOrClose(bytes);
  }

  private void handle(RtmpMessage message) throws MediaFormatException {
    switch (message.type()) {
      case MessageType.AGGREGATE -> aggregate(message);
      case MessageType.COMMAND_AMF0, MessageType.COMMAND_AMF3 ->
          commands.handle(Command.read(message, limits.amf()));
      case MessageType.USER_CONTROL -> userControl(message);
      case MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE ->
          ackWindowBytes = message.payload().reader("Window Acknowledgement Size").u32();
      default -> content(message);
    }
  }

  private void content(RtmpMessage message) throws MediaFormatException {
    switch (message.type()) {
      case MessageType.AUDIO -> media(TrackKind.AUDIO, message);
      case MessageType.VIDEO -> media(TrackKind.VIDEO, message);
      case MessageType.DATA_AMF0, MessageType.DATA_AMF3 -> data(message);
      default -> ignoredMessages++;
    }
  }

  private void media(TrackKind kind, RtmpMessage message) throws MediaFormatException {
    if (!commands.takesMediaOn(message.streamId()) || message.payload().isEmpty()) {
      ignoredMessages++;
      return;
    }
    patience.onMedia();
    long timestampMillis = timestamps.unwrap(message.timestamp());
    events.add(new MediaMessage(kind, timestampMillis, message.payload()));
  }

  /**
   * §7.1.6; only content is taken from it: a command in it could end a publication that is asked
   * for in the same message, before anybody has answered.
   */
  private void aggregate(RtmpMessage message) throws MediaFormatException {
    var parts = new AggregateMessage(message);
    RtmpMessage part = parts.next();
    while (part != null) {
      content(part);
      checkQueues();
      part = parts.next();
    }
  }

  /** Unreadable values of a kind that we do not know are no reason to lose the picture. */
  private void data(RtmpMessage message) throws MediaFormatException {
    if (!commands.takesMediaOn(message.streamId())) {
      ignoredMessages++;
      return;
    }
    try {
      deliver(DataMessage.read(message, limits.amf()), message.timestamp());
    } catch (MediaFormatException fault) {
      if (fault.kind() != UNSUPPORTED) {
        throw fault;
      }
      ignoredMessages++;
    }
  }

  private void deliver(DataMessage data, int timestamp) throws MediaFormatException {
    if (data.name().isEmpty() || data.name().startsWith("@")) {
      ignoredMessages++;
      return;
    }
    if (data.name().equals("onMetaData") && !data.values().isEmpty()) {
      events.add(new Metadata(data.values().getFirst()));
      return;
    }
    events.add(new DataReceived(data.name(), data.values(), timestamps.nearLast(timestamp)));
  }

  /** §7.1.7: a ping wants its timestamp back; a peer's other events are of no concern. */
  private void userControl(RtmpMessage message) throws MediaFormatException {
    ByteReader in = message.payload().reader("User Control");
    switch (in.u16()) {
      case UserControl.PING_REQUEST ->
          outbox.control(UserControl.event(UserControl.PING_RESPONSE, in.u32()));
      case UserControl.PING_RESPONSE -> patience.onPingResponse();
      default -> {}
    }
  }

  /** §5.4.3; the sequence number is the count modulo 2^32. At most one for each input. */
  private void acknowledge() {
    if (handshake.isDone() && receivedBytes - acknowledgedBytes >= ackWindowBytes) {
      acknowledgedBytes = receivedBytes;
      outbox.control(MessageType.ACKNOWLEDGEMENT, receivedBytes);
    }
  }

  private void checkQueues() throws MediaFormatException {
    RtmpLimits.Flow flow = limits.flow();
    if (outbox.pendingBytes() > flow.maxPendingOutputBytes()) {
      throw new MediaFormatException(
          LIMIT, "RTMP", "more than %d octets to answer".formatted(flow.maxPendingOutputBytes()));
    }
    if (events.size() > flow.maxPendingEvents()) {
      throw new MediaFormatException(
          LIMIT, "RTMP", "more than %d messages at once".formatted(flow.maxPendingEvents()));
    }
  }

  private void close(SessionEnd end) {
    isClosed = true;
    events.add(new Closed(end));
  }
}
