package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.net.Loop;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.ArrayList;
import java.util.List;

/** One who plays, and what comes to him. Confined to its test. */
final class Watcher implements Player.Audience {
  final RecordingConnection connection;
  final List<String> ends = new ArrayList<>();

  Watcher(Loop loop) {
    connection = new RecordingConnection(loop, "192.0.2.7");
  }

  @Override
  public void onStreamEnded() {
    ends.add("ended");
  }

  @Override
  public void onTooSlow(String explanation) {
    ends.add("slow: " + explanation);
  }

  @Override
  public void onFault() {
    ends.add("fault");
  }

  Bytes octets() {
    assertThat(connection.unflushed).isZero();
    return Bytes.concat(connection.sent);
  }

  /** What has come so far: kind and timestamp of each message. */
  List<String> messages() throws MediaFormatException {
    Bytes chunkSize =
        new ByteWriter()
            .bytes(Bytes.ofHex("02 000000 000004 01 00000000"))
            .u32(RtmpLimits.DEFAULTS.flow().outgoingChunkBytes())
            .toBytes();
    var reader = new ChunkReader(ChunkLimits.DEFAULTS);
    var input = Bytes.concat(List.of(chunkSize, octets())).asByteBuffer();
    var messages = new ArrayList<String>();
    for (RtmpMessage next = reader.read(input); next != null; next = reader.read(input)) {
      messages.add(kind(next) + " " + Integer.toUnsignedLong(next.timestamp()));
    }
    return messages;
  }

  private static String kind(RtmpMessage message) {
    if (message.type() == MessageType.DATA_AMF0) {
      return "metadata";
    }
    boolean isHeader = message.payload().at(1) == 0;
    if (message.type() == MessageType.AUDIO) {
      return isHeader ? "aac" : "sound";
    }
    boolean isKeyframe = message.payload().at(0) == 0x17;
    return isHeader ? "avc" : isKeyframe ? "key" : "frame";
  }
}
