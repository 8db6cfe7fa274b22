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
  void whoSendsNothingThatCanBeTakenIsToldSoAndEnded() {
    Publisher publisher = publish("demo", 0);

    for (int i = 0; i <= 100; i++) {
      publishers.clock.advance(Duration.ofMillis(50));
      publisher.send(
          PublisherBytes.none()
              .video(50 * i, Bytes.ofHex("91 76766331 00")) // vvc1, coded frames
              .audio(50 * i, Bytes.ofHex("91 73707878 00")) // spxx, coded frames
              .bytes());
    }
    assertThat(publishers.registry.streams()).isEmpty();
    assertThat(publisher.connection.closedAfterFlush).isFalse();
    publisher.connection.scheduled.getLast().task.run();
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publisher.sentText())
        .contains("NetStream.Failed", "Nothing of this can be played: video: VVC (H.266) is not")
        .contains("H.264 (AVC), HEVC (H.265), AV1", "audio: spxx is not", "AAC, Opus");
    assertThat(log.lines())
        .filteredOn(line -> line.contains("NOTHING_PLAYABLE"))
        .hasSize(1)
        .allMatch(line -> line.startsWith("INFO session=r1 stream=demo"));
  }

  @Test
  void oneTrackThatCanBeTakenIsEnough() {
    Publisher publisher = publish("demo", 0);
    publisher.send(PublisherBytes.none().audio(0, Bytes.ofHex("af00 1190")).bytes());

    for (int i = 0; i <= 200; i++) {
      publishers.clock.advance(Duration.ofMillis(50));
      publisher.send(
          PublisherBytes.none()
              .video(50 * i, Bytes.ofHex("91 76766331 00"))
              .audio(50 * i, Bytes.ofHex("af01 211004608c1c"))
              .bytes());
    }

    assertThat(publisher.connection.closedAfterFlush).isFalse();
    assertThat(publishers.registry.streams()).hasSize(1);
  }

  @Test
  void mediaWithoutSequenceHeadersIsNothingToPlay() {
    Publisher publisher = publish("demo", 0);

    for (int i = 0; i <= 100; i++) {
      publishers.clock.advance(Duration.ofMillis(50));
      publisher.send(PublisherBytes.none().audio(50 * i, Bytes.ofHex("af01 211004608c1c")).bytes());
    }

    assertThat(publisher.sentText()).contains("NetStream.Failed", "without the sequence headers");
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
