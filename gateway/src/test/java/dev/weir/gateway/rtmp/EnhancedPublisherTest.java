package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.gateway.LogCapture;
import dev.weir.gateway.rtmp.Publishers.Publisher;
import dev.weir.media.Bytes;
import dev.weir.rtmp.PublisherBytes;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Publishers that speak Enhanced RTMP. */
class EnhancedPublisherTest {
  private static final Duration NO_PATIENCE = Duration.ZERO;
  private static final Duration LONGER_THAN_ANY_TEST = Duration.ofHours(1);

  @RegisterExtension private static final OneLoop LOOP = new OneLoop();

  private final LogCapture log = new LogCapture();
  private final Publishers publishers = new Publishers(LOOP.loop()).takeKeys();

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  @Test
  void aTrackOfAnUnknownCodecIsLeftOutWithOneLine() {
    Publisher publisher = publish("demo", 0);

    for (int i = 0; i < 3; i++) {
      publisher.send(
          PublisherBytes.none()
              .chunkSize(4096)
              .video(i, Bytes.ofHex("9601 76766331 01 00")) // vvc1, track 1
              .bytes());
    }
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isFalse();
    assertThat(publishers.gateway.faults()).isZero();
    assertThat(log.lines())
        .filteredOn(line -> line.contains("video track 1 is left out: video: VVC"))
        .hasSize(1);
    assertThat(log.lines().getLast()).contains("refused_packets=3");
  }

  @Test
  void whoUnderstandsItIsAskedToConnectAnew() throws InterruptedException {
    Publisher modern = publish("modern", 1);
    Publisher old = publish("old", 0);

    publishers.gateway.drain(NO_PATIENCE);
    LOOP.await();

    assertThat(modern.sentText()).contains("NetConnection.Connect.ReconnectRequest");
    assertThat(old.sentText()).doesNotContain("ReconnectRequest");
    assertThat(modern.connection.closedAfterFlush).isFalse();
  }

  @Test
  void nobodyIsWaitedForWhoHasGone() throws InterruptedException {
    Publisher publisher = publish("modern", 1);

    Thread draining =
        Thread.startVirtualThread(() -> publishers.gateway.drain(LONGER_THAN_ANY_TEST));
    publisher.finish();
    draining.join();

    assertThat(log.lines()).anyMatch(line -> line.contains("ended: "));
  }

  private Publisher publish(String name, int capsEx) {
    return publishers
        .connect("127.0.0.1")
        .send(
            PublisherBytes.shakenHands()
                .connect(ObjectValue.EMPTY.with("capsEx", capsEx))
                .command("createStream", 2, 0)
                .publish(3, name)
                .bytes());
  }
}
