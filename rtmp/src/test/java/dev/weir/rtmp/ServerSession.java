package dev.weir.rtmp;

import dev.weir.container.amf.Amf0Reader;
import dev.weir.container.amf.AmfLimits;
import dev.weir.container.amf.AmfValue;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.RtmpEvent.PlayRequested;
import dev.weir.rtmp.RtmpEvent.PublishRequested;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A connection whose adapter accepts every publication and play and keeps what happens. */
final class ServerSession {
  private static final int HANDSHAKE_BYTES = 1 + 2 * 1536;

  final RtmpConnection connection;
  final List<RtmpEvent> events = new ArrayList<>();
  boolean acceptsPlays = true;
  private final List<Bytes> output = new ArrayList<>();

  ServerSession() {
    this(RtmpLimits.DEFAULTS);
  }

  ServerSession(RtmpLimits limits) {
    connection = new RtmpConnection(limits, new Random(1), 0);
  }

  ServerSession receive(Bytes bytes) {
    return receive(bytes, 0);
  }

  ServerSession receive(Bytes bytes, long nowNanos) {
    connection.receive(bytes.asByteBuffer(), nowNanos);
    drain();
    return this;
  }

  ServerSession receiveInPieces(Bytes bytes, int pieceBytes) {
    for (int at = 0; at < bytes.length(); at += pieceBytes) {
      receive(bytes.slice(at, Math.min(bytes.length(), at + pieceBytes)));
    }
    return this;
  }

  void drain() {
    RtmpEvent event = connection.pollEvent();
    while (event != null) {
      events.add(event);
      if (event instanceof PublishRequested) {
        connection.acceptPublish();
      }
      if (event instanceof PlayRequested && acceptsPlays) {
        connection.acceptPlay();
      }
      event = connection.pollEvent();
    }
    connection.pollOutput().ifPresent(output::add);
  }

  Bytes output() {
    return Bytes.concat(output);
  }

  /** What was sent behind the handshake. */
  List<RtmpMessage> sentMessages() throws MediaFormatException {
    var reader = new ChunkReader(ChunkLimits.DEFAULTS);
    var input = output().slice(HANDSHAKE_BYTES).asByteBuffer();
    var messages = new ArrayList<RtmpMessage>();
    RtmpMessage message = reader.read(input);
    while (message != null) {
      messages.add(message);
      message = reader.read(input);
    }
    return messages;
  }

  /** Each command that was sent: name, transaction id and the code of its status, if any. */
  List<String> sentCommands() throws MediaFormatException {
    var commands = new ArrayList<String>();
    for (RtmpMessage message : sentMessages()) {
      if (message.type() == MessageType.COMMAND_AMF0) {
        commands.add(describe(Amf0Reader.readAll(message.payload(), AmfLimits.DEFAULTS)));
      }
    }
    return commands;
  }

  private static String describe(List<AmfValue> values) {
    return "%s %.0f %s"
        .formatted(
            values.get(0).asString().orElseThrow(),
            values.get(1).asNumber().orElseThrow(),
            values.getLast().string("code").orElse("-"));
  }
}
