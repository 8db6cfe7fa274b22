package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.Amf0Writer;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.flv.FlvTag;
import dev.weir.container.flv.FlvTagType;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.MessageType;
import dev.weir.rtmp.chunk.RtmpMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayMessagesTest {
  /** A fixed-size message: two octets of payload with a header of twelve. */
  private static final Bytes SHORT = Bytes.of(0xAF, 1);

  private static final Bytes LONG = new ByteWriter().zeros(10_000).toBytes();
  private static final int CHUNK_BYTES = RtmpLimits.DEFAULTS.flow().outgoingChunkBytes();

  private final PlayMessages messages = new PlayMessages(RtmpLimits.DEFAULTS);

  @Test
  void writesAFullHeaderWhichDependsOnNothing() {
    Bytes audio = messages.media(new FlvTag(FlvTagType.AUDIO, 0x010203, SHORT));

    // fmt 0 on chunk stream 4, timestamp, length, type 8, message stream 1 in little endian
    assertThat(audio).isEqualTo(Bytes.ofHex("04 010203 000002 08 01000000 af01"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFFL, 0x100000001L})
  void writesWhatAPlayerReads(long timestampMillis) throws Exception {
    Bytes video = messages.media(new FlvTag(FlvTagType.VIDEO, timestampMillis, LONG));

    assertThat(read(List.of(video, video)))
        .containsExactly(
            new RtmpMessage(MessageType.VIDEO, (int) timestampMillis, 1, LONG),
            new RtmpMessage(MessageType.VIDEO, (int) timestampMillis, 1, LONG));
  }

  @Test
  void writesMetadata() throws Exception {
    var properties = ObjectValue.EMPTY.with("width", 1280);

    Bytes metadata = messages.metadata(properties);

    Bytes payload = Amf0Writer.write(new StringValue("onMetaData"), properties);
    assertThat(read(List.of(metadata)))
        .containsExactly(new RtmpMessage(MessageType.DATA_AMF0, 0, 1, payload));
  }

  private static List<RtmpMessage> read(List<Bytes> parts) throws MediaFormatException {
    Bytes announced =
        new ByteWriter()
            .bytes(Bytes.ofHex("02 000000 000004 01 00000000"))
            .u32(CHUNK_BYTES)
            .toBytes();
    var reader = new ChunkReader(ChunkLimits.DEFAULTS);
    reader.read(announced.asByteBuffer());
    var input = Bytes.concat(parts).asByteBuffer();
    var read = new ArrayList<RtmpMessage>();
    for (RtmpMessage next = reader.read(input); next != null; next = reader.read(input)) {
      read.add(next);
    }
    return read;
  }
}
