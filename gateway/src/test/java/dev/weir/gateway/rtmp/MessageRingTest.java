package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.StreamEvent;
import dev.weir.net.SharedBuffer;
import dev.weir.rtmp.PlayMessages;
import dev.weir.rtmp.RtmpLimits;
import org.junit.jupiter.api.Test;

class MessageRingTest {
  private static final PlayedPeriod PERIOD =
      new PlayedPeriod(
          (StreamEvent.PeriodStarted) PlayedMedia.period(0, 0, 0, PlayedMedia.video(640)),
          PlayedMedia.BEGAN_MILLIS,
          new PlayMessages(RtmpLimits.DEFAULTS));

  private final MessageRing ring = new MessageRing();

  private void add(long timestampMillis, boolean isEntry) {
    var buffer = SharedBuffer.copyOf(Bytes.of(1, 2, 3));
    ring.add(new SharedMessage(PERIOD, timestampMillis, isEntry, 0, buffer));
  }

  @Test
  void keepsItsOrderWhileItGrows() {
    for (int i = 0; i < 100; i++) {
      add(i, false);
      ring.removeFirst();
    }
    for (int i = 100; i < 1500; i++) {
      add(i, false);
    }

    assertThat(ring.first()).isEqualTo(100);
    assertThat(ring.end()).isEqualTo(1500);
    for (long i = ring.first(); i < ring.end(); i++) {
      assertThat(ring.get(i).timestampMillis()).isEqualTo(i);
    }
    assertThat(ring.bytes()).isEqualTo(3 * 1400);
    ring.close();
    assertThat(ring.bytes()).isZero();
  }

  @Test
  void forgetsAnEntryThatIsNoMoreHere() {
    assertThat(ring.hasEntry()).isFalse();
    add(0, true);
    add(1, false);
    assertThat(ring.hasEntry()).isTrue();

    ring.removeFirst();

    assertThat(ring.hasEntry()).isFalse();
    ring.close();
  }
}
