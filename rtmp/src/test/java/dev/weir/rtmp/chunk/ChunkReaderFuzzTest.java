package dev.weir.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.MediaFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

class ChunkReaderFuzzTest {
  private static final ChunkLimits TIGHT = new ChunkLimits(8, 128, 32_768, 4096, 65_536);

  /** The messages read, then the text of the fault if there was one. */
  private static List<Object> read(byte[] octets, int pieceBytes) {
    var reader = new ChunkReader(TIGHT);
    var seen = new ArrayList<Object>();
    try {
      for (int at = 0; at < octets.length; at += pieceBytes) {
        var piece = ByteBuffer.wrap(octets, at, Math.min(pieceBytes, octets.length - at));
        RtmpMessage message = reader.read(piece);
        while (message != null) {
          seen.add(message);
          message = reader.read(piece);
        }
        assertThat(reader.partialBytes()).isBetween(0, 65_536);
      }
    } catch (MediaFormatException fault) {
      seen.add(String.valueOf(fault.getMessage()));
    }
    return seen;
  }

  @FuzzTest
  void readsTheSameWholeAndOctetByOctet(byte[] octets) {
    assertThat(read(octets, 1)).isEqualTo(read(octets, Math.max(1, octets.length)));
  }
}
