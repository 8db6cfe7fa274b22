package dev.weir.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.weir.media.Bytes;
import dev.weir.rtmp.RtmpEvent.Closed;
import java.util.List;

class RtmpConnectionFuzzTest {
  private static void assertClosedIsLast(List<RtmpEvent> events) {
    for (int i = 0; i < events.size() - 1; i++) {
      assertThat(events.get(i)).isNotInstanceOf(Closed.class);
    }
  }

  /** Behind the handshake, since no mutation would find the way through it. */
  @FuzzTest
  void neverThrowsAndEndsAtMostOnce(byte[] octets) {
    var session = new ServerSession();
    session.receive(PublisherBytes.shakenHands().bytes());
    session.receiveInPieces(Bytes.copyOf(octets), 1000);

    assertClosedIsLast(session.events);
  }

  @FuzzTest
  void neverThrowsWhilePublishing(byte[] octets) {
    var session = new ServerSession();
    session.receive(PublisherBytes.likeObs("studio").bytes());
    session.receiveInPieces(Bytes.copyOf(octets), 1000);

    assertClosedIsLast(session.events);
  }
}
