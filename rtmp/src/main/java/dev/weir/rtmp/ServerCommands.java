package dev.weir.rtmp;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.UndefinedValue;
import dev.weir.media.ByteWriter;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.RtmpEvent.PlayRequested;
import dev.weir.rtmp.RtmpEvent.PublishEnded;
import dev.weir.rtmp.RtmpEvent.PublishRequested;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import dev.weir.rtmp.message.Command;
import dev.weir.rtmp.message.UserControl;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;

/**
 * The server's side of NetConnection and NetStream commands (Adobe RTMP 1.0 §7.2): one connection,
 * at most one message stream, and on it at most one publication or play at a time. Unknown calls
 * are answered by {@code _error} and are no reason to part. Confined to its connection.
 */
final class ServerCommands {
  /** Of the one message stream that a connection has. */
  static final int STREAM_ID = 1;

  private static final int BANDWIDTH_LIMIT_IS_DYNAMIC = 2;
  private static final double AMF3 = 3;

  private enum Publication {
    NONE,
    REQUESTED,
    ACCEPTED
  }

  private final RtmpLimits.Flow flow;
  private final Outbox outbox;
  private final Queue<RtmpEvent> events;
  private final PlayCommands play;

  // of the connection
  private boolean isConnected;
  private String app = "";
  private String tcUrl = "";
  private PeerCapabilities peer = PeerCapabilities.NONE;
  private int commandsOutsidePublication;

  // of the message stream
  private boolean hasStream;
  private Publication publication = Publication.NONE;

  ServerCommands(RtmpLimits.Flow flow, Outbox outbox, Queue<RtmpEvent> events) {
    this.flow = flow;
    this.outbox = outbox;
    this.events = events;
    this.play = new PlayCommands(outbox, events);
  }

  PlayCommands play() {
    return play;
  }

  boolean isPublishing() {
    return publication == Publication.ACCEPTED;
  }

  /** Whether to publish or play is asked for; no command may be handled until it is answered. */
  boolean awaitsAnswer() {
    return publication == Publication.REQUESTED || play.isRequested();
  }

  /** What the peer has said of itself; nothing before it has connected. */
  PeerCapabilities peer() {
    return peer;
  }

  /** Asks the peer to connect anew, if it has said that it understands that. */
  void requestReconnect(String description) {
    if (peer.reconnects()) {
      outbox.onStatus(
          0, Outbox.status("status", "NetConnection.Connect.ReconnectRequest", description));
    }
  }

  /** Whether media and data on {@code streamId} belong to the publication. */
  boolean takesMediaOn(int streamId) {
    return isPublishing() && streamId == STREAM_ID;
  }

  /** Publication accepted: {@code NetStream.Publish.Start} (§7.2.2.6). */
  void acceptPublish() {
    expectRequest();
    publication = Publication.ACCEPTED;
    outbox.control(UserControl.event(UserControl.STREAM_BEGIN, STREAM_ID));
    onStatus("status", "NetStream.Publish.Start", "Publishing.");
  }

  void rejectPublish(PublishRefusal refusal, String description) {
    expectRequest();
    publication = Publication.NONE;
    onStatus("error", refusal.statusCode(), description);
  }

  /** Adobe's "an error for a reason other than the others"; false where nobody publishes. */
  boolean failPublish(String description) {
    if (publication != Publication.ACCEPTED) {
      return false;
    }
    publication = Publication.NONE;
    onStatus("error", "NetStream.Failed", description);
    return true;
  }

  void handle(Command command) throws MediaFormatException {
    countOutsidePublication(command);
    if (!isConnected && !command.name().equals("connect")) {
      fail(command, "connect first");
      return;
    }
    switch (command.name()) {
      case "connect" -> connect(command);
      case "releaseStream", "_checkbw" -> succeed(command);
      case "FCPublish" -> fcPublish(command);
      case "createStream" -> createStream(command);
      case "getStreamLength" ->
          outbox.result(command.transactionId(), new NullValue(), new NumberValue(0));
      case "publish" -> publish(command);
      case "play" -> play(command);
      case "play2", "pause", "seek" -> play.handle(command);
      case "FCSubscribe", "FCUnsubscribe" -> fcSubscribe(command);
      case "FCUnpublish" -> fcUnpublish(command);
      case "closeStream" -> endStream();
      case "deleteStream" -> deleteStream(command);
      case "_result", "_error", "onStatus" -> {
        // Answers to calls that we do not make; answering them again could go on for ever.
      }
      default -> fail(command, "there is no such command");
    }
  }

  /** A player may say what it likes, but not play for ever anew, which is not for nothing. */
  private void countOutsidePublication(Command command) throws MediaFormatException {
    if (isPublishing() || (play.isPlaying() && !command.name().equals("play"))) {
      return;
    }
    commandsOutsidePublication++;
    if (commandsOutsidePublication > flow.maxCommandsOutsidePublication()) {
      throw new MediaFormatException(
          LIMIT,
          "RTMP command",
          "more than %d outside of a publication".formatted(flow.maxCommandsOutsidePublication()));
    }
  }

  /** §7.2.1.1. */
  private void connect(Command command) {
    Optional<String> application = command.commandObject().string("app");
    if (isConnected || application.isEmpty()) {
      String problem = isConnected ? "already connected" : "the application is missing";
      outbox.error(command.transactionId(), "NetConnection.Connect.Rejected", problem);
      return;
    }
    isConnected = true;
    app = application.get();
    tcUrl = command.commandObject().string("tcUrl").orElse("");
    peer = PeerCapabilities.read(command.commandObject());

    outbox.control(MessageType.WINDOW_ACKNOWLEDGEMENT_SIZE, flow.ackWindowBytes());
    outbox.control(setPeerBandwidth());
    outbox.setChunkBytes(flow.outgoingChunkBytes());
    boolean isAmf3 = command.commandObject().number("objectEncoding").orElse(0) == AMF3;
    // Interop: old encoders look for Flash Media Server's version and capabilities.
    outbox.result(
        command.transactionId(),
        ServerCapabilities.addTo(
            ObjectValue.EMPTY.with("fmsVer", "FMS/3,0,1,123").with("capabilities", 31)),
        Outbox.status("status", "NetConnection.Connect.Success", "Connection succeeded.")
            .with("objectEncoding", isAmf3 ? AMF3 : 0));
  }

  /** §5.4.5. */
  private RtmpMessage setPeerBandwidth() {
    var payload = new ByteWriter().u32(flow.ackWindowBytes()).u8(BANDWIDTH_LIMIT_IS_DYNAMIC);
    return new RtmpMessage(MessageType.SET_PEER_BANDWIDTH, 0, 0, payload.toBytes());
  }

  /** Interop: of Flash Media Live Encoder, in no specification; librtmp, OBS and FFmpeg send it. */
  private void fcPublish(Command command) {
    outbox.call("onFCPublish", Outbox.status("status", "NetStream.Publish.Start", ""));
    succeed(command);
  }

  private void fcUnpublish(Command command) {
    endPublication();
    outbox.call("onFCUnpublish", Outbox.status("status", "NetStream.Unpublish.Success", ""));
    succeed(command);
  }

  /** §7.2.1.3. */
  private void createStream(Command command) {
    if (hasStream) {
      fail(command, "one stream per connection");
      return;
    }
    hasStream = true;
    outbox.result(command.transactionId(), new NullValue(), new NumberValue(STREAM_ID));
  }

  /** §7.2.2.6. */
  private void publish(Command command) {
    Optional<String> name = command.argument(1).asString();
    if (!isOnStream(command) || name.isEmpty()) {
      refuse(command, "publish wants a stream of createStream's and a name");
      return;
    }
    if (publication != Publication.NONE || !play.isIdle()) {
      refuse(command, "one publication per connection");
      return;
    }
    publication = Publication.REQUESTED;
    String type = command.argument(2).asString().orElse("live").toLowerCase(Locale.ROOT);
    events.add(new PublishRequested(app, name.get(), type, tcUrl));
  }

  /** §7.2.2.1. */
  private void play(Command command) {
    Optional<String> name = command.argument(1).asString();
    if (!isOnStream(command) || name.isEmpty() || publication != Publication.NONE) {
      refuse(command, "play wants an idle stream of createStream's and a name");
      return;
    }
    play.request(new PlayRequested(app, name.get(), tcUrl));
  }

  /** Interop: of Flash Media Server's edges, in no specification; librtmp and FFmpeg send it. */
  private void fcSubscribe(Command command) {
    outbox.call("on" + command.name(), Outbox.status("status", "NetStream.Play.Start", ""));
    succeed(command);
  }

  /** §7.2.2.3: no response. Where the stream is not named there is only one to mean. */
  private void deleteStream(Command command) {
    if (command.argument(1).asNumber().orElse(STREAM_ID) == STREAM_ID) {
      endStream();
      hasStream = false;
    }
  }

  private void endStream() {
    endPublication();
    play.end();
  }

  private void endPublication() {
    if (publication == Publication.NONE) {
      return;
    }
    publication = Publication.NONE;
    onStatus("status", "NetStream.Unpublish.Success", "Publishing has ended.");
    events.add(new PublishEnded());
  }

  private boolean isOnStream(Command command) {
    return hasStream && command.streamId() == STREAM_ID;
  }

  private void refuse(Command command, String description) {
    outbox.onStatus(
        command.streamId(),
        Outbox.status("error", PublishRefusal.BAD_NAME.statusCode(), description));
  }

  private void succeed(Command command) {
    if (command.transactionId() != 0) {
      outbox.result(command.transactionId(), new NullValue(), new UndefinedValue());
    }
  }

  private void fail(Command command, String description) {
    if (command.transactionId() != 0) {
      outbox.error(command.transactionId(), "NetConnection.Call.Failed", description);
    }
  }

  private void onStatus(String level, String code, String description) {
    outbox.onStatus(STREAM_ID, Outbox.status(level, code, description));
  }

  private void expectRequest() {
    if (publication != Publication.REQUESTED) {
      throw new IllegalStateException("no publication is asked for");
    }
  }
}
