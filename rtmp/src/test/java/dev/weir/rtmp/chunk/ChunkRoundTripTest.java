package dev.weir.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.util.ArrayList;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ChunkRoundTripTest {
  @Property(tries = 200)
  void readsWhatIsWrittenHoweverItIsCut(
      @ForAll int timestamp,
      @ForAll int streamId,
      @ForAll @Size(max = 700) byte[] payload,
      @ForAll @IntRange(min = 1, max = 200) int pieceBytes)
      throws Exception {
    var message = new RtmpMessage(MessageType.VIDEO, timestamp, streamId, Bytes.copyOf(payload));
    var out = new ByteWriter();
    var writer = new ChunkWriter();
    writer.write(out, 6, message);
    writer.write(out, 7, message);
    Bytes octets = out.toBytes();

    var reader = new ChunkReader(ChunkLimits.DEFAULTS);
    var messages = new ArrayList<RtmpMessage>();
    for (int at = 0; at < octets.length(); at += pieceBytes) {
      var piece = octets.slice(at, Math.min(at + pieceBytes, octets.length())).asByteBuffer();
      RtmpMessage next = reader.read(piece);
      while (next != null) {
        messages.add(next);
        next = reader.read(piece);
      }
    }

    assertThat(messages).containsExactly(message, message);
  }
}
