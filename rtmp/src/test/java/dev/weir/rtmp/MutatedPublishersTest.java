package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.media.Bytes;
import dev.weir.rtmp.RtmpEvent.Closed;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sessions with a few octets overwritten; the seed of a failure is its index. */
class MutatedPublishersTest {
  private static final int SESSIONS = 3000;

  @Test
  void survivesOverwrittenOctets() {
    Bytes octets =
        PublisherBytes.likeObs("studio")
            .video(0, Bytes.ofHex("1700000000".repeat(100)))
            .audio(0xFFFFFF, Bytes.ofHex("af01"))
            .command("deleteStream", 7, 0)
            .bytes();
    assertSurvives(octets);
  }

  @Test
  void survivesThoseOfPlayers() {
    Bytes octets =
        RtmpPlayTest.likeLibrtmp("studio")
            .command("pause", 0, 1, new NullValue(), new BooleanValue(true))
            .command("seek", 0, 1, new NullValue(), new NumberValue(1000))
            .command("closeStream", 0, 1, new NullValue())
            .bytes();
    assertSurvives(octets);
  }

  private static void assertSurvives(Bytes octets) {
    int closed = 0;
    for (int seed = 0; seed < SESSIONS; seed++) {
      var session = new ServerSession().receive(mutated(octets, seed));
      closed += session.events.stream().anyMatch(Closed.class::isInstance) ? 1 : 0;
    }

    assertThat(closed).isBetween(1, SESSIONS - 1);
  }

  private static Bytes mutated(Bytes octets, int seed) {
    byte[] array = octets.toArray();
    var random = new Random(seed);
    for (int i = 0; i <= seed % 4; i++) {
      array[3073 + random.nextInt(array.length - 3073)] = (byte) random.nextInt(256);
    }
    return Bytes.wrap(array);
  }
}
