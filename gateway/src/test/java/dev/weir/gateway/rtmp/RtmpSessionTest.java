package dev.weir.gateway.rtmp;

import static dev.weir.gateway.rtmp.Publishers.CHANNEL;
import static dev.weir.gateway.rtmp.Publishers.FFMPEG;
import static dev.weir.gateway.rtmp.Publishers.recorded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.gateway.LogCapture;
import dev.weir.media.Bytes;
import dev.weir.media.StreamEvent;
import dev.weir.media.TrackKind;
import dev.weir.net.CloseReason;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.stream.LiveStream;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtmpSessionTest {
  @RegisterExtension private static final OneLoop LOOP = new OneLoop();

  private final LogCapture log = new LogCapture();
  private final Publishers publishers = new Publishers(LOOP.loop());

  @AfterEach
  void stopCapturing() {
    log.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ffmpeg-5.1, mychannel, s3cret",
    "gstreamer-rtmp2sink-1.22, gst, k",
    "librtmp-2.4, gst, k",
  })
  void realEncodersGetOnAir(String encoder, String channel, String key) {
    publishers.giveKey(channel, key);

    var publisher = publishers.connect("192.0.2.7").send(recorded(encoder));

    LiveStream stream = publishers.registry.find(new StreamName(channel)).orElseThrow();
    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    assertThat(stream.tracks()).extracting("kind").contains(TrackKind.VIDEO);
    assertThat(publishers.recordings.getFirst().events())
        .hasAtLeastOneElementOfType(StreamEvent.Sample.class);
    assertThat(publisher.sentText()).contains("NetStream.Publish.Start");
    assertThat(log.lines()).contains("INFO session=r1 stream=%s publishing".formatted(channel));
    assertThat(publishers.gateway.faults()).isZero();
  }

  @Test
  void waitsForEveryTrackThatTheMetadataPromises() {
    publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    assertThat(publishers.stream().tracks())
        .extracting("kind")
        .containsExactlyInAnyOrder(TrackKind.VIDEO, TrackKind.AUDIO);
    assertThat(publishers.stream().stats().periods()).isEqualTo(1);
  }

  @Test
  void aCodecThatWeDoNotSpeakEndsTheSessionWithOneClearLine() {
    publishers.takeKeys();
    var publisher = publishers.connect("127.0.0.1").send(PublisherBytes.likeObs("demo").bytes());

    publisher.send(onlyMedia(0, Bytes.ofHex("12000000")));
    publisher.send(onlyMedia(0, Bytes.ofHex("12000000")));
    assertThat(publisher.connection.closedAfterFlush).isFalse();
    publisher.connection.scheduled.getLast().task.run();
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publisher.sentText())
        .contains("NetStream.Failed", "Sorenson H.263 is not supported");
    assertThat(publishers.gateway.faults()).isEqualTo(1);
    assertThat(log.lines()).filteredOn(line -> line.contains("UNSUPPORTED")).hasSize(1);
    assertThat(log.lines().getLast())
        .startsWith("INFO session=r1 stream=demo")
        .contains("Sorenson H.263");
  }

  @Test
  void theLogTellsRtmpsFromRtmp() {
    publishers.connect("192.0.2.7");
    publishers.gateway.newTlsSession().onOpen(new RecordingConnection(LOOP.loop(), "192.0.2.8"));

    assertThat(log.lines())
        .containsExactly(
            "INFO session=r1 remote=192.0.2.7 protocol=rtmp opened",
            "INFO session=r2 remote=192.0.2.8 protocol=rtmps opened");
  }

  @Test
  void aLostConnectionLeavesTheStreamWaitingForItsReturn() {
    var publisher = publishers.connect("192.0.2.7").send(recorded(FFMPEG));

    publisher.session.onClosed(CloseReason.CONNECTION_FAILED);

    assertThat(publishers.stream().state()).isEqualTo(StreamState.INTERRUPTED);
    assertThat(publishers.registry.publisherStats(CHANNEL).orElseThrow().current()).isEmpty();
    assertThat(publisher.connection.scheduled).last().matches(timer -> timer.cancelled);
    assertThat(log.lines().getLast())
        .contains(
            "stream=mychannel",
            "received_bytes=14000",
            "ignored_messages=",
            "ended: CONNECTION_FAILED");

    publishers.clock.advance(RegistryLimits.DEFAULT.grace());
    publishers.registry.tick(publishers.clock.monotonicNanos());
    assertThat(publishers.registry.find(CHANNEL)).isEmpty();
  }

  @Test
  void unpublishingAndPublishingAgainOnOneConnectionIsOneStream() {
    publishers.takeKeys();
    var script = PublisherBytes.likeObs("demo");
    var publisher = publishers.connect("127.0.0.1").send(script.bytes());
    int sent = script.bytes().length();

    script.command("deleteStream", 6, 0, new NullValue());
    script.command("createStream", 7, 0).publish(8, "demo");
    publisher.send(script.bytes().slice(sent));

    assertThat(publishers.registry.streams()).hasSize(1);
    assertThat(publisher.connection.closedAfterFlush).isFalse();
    assertThat(log.lines()).filteredOn(line -> line.endsWith("publishing")).hasSize(2);
  }

  @Test
  void whoWasTakenOverIsEnded() throws InterruptedException {
    publishers.takeKeys();
    publishers.policy = PublishPolicy.TAKE_OVER;
    var first = publishers.connect("127.0.0.1").send(PublisherBytes.likeObs("demo").bytes());

    publishers.connect("127.0.0.1").send(PublisherBytes.likeObs("demo").bytes());
    LOOP.await();
    first.finish();

    assertThat(first.connection.closed).isTrue();
    assertThat(log.lines().getLast()).contains("stream=demo", "TAKEN_OVER: by session r2");
  }

  @Test
  void whoseKeyIsRevokedIsEnded() throws InterruptedException {
    publishers.takeKeys();
    var first = publishers.connect("127.0.0.1").send(PublisherBytes.likeObs("demo").bytes());

    publishers.registry.revoke(new StreamName("demo"), "loopback");
    LOOP.await();
    first.finish();

    assertThat(first.connection.closed).isTrue();
    assertThat(log.lines().getLast()).contains("stream=demo", "REVOKED: its key was deleted");
  }

  /** The old publisher hears of it by a task on its loop, which may be busy with its own doings. */
  @Test
  void whoWasTakenOverAndPublishesAnewGoesOn() throws InterruptedException {
    publishers.takeKeys();
    publishers.policy = PublishPolicy.TAKE_OVER;
    var script = PublisherBytes.likeObs("demo");
    var first = publishers.connect("127.0.0.1").send(script.bytes());
    int sent = script.bytes().length();
    script.command("deleteStream", 6, 0, new NullValue());
    script.command("createStream", 7, 0).publish(8, "other");
    CountDownLatch loopIsBusy = LOOP.block();

    publishers.connect("127.0.0.1").send(PublisherBytes.likeObs("demo").bytes());
    first.send(script.bytes().slice(sent));
    loopIsBusy.countDown();
    LOOP.await();

    assertThat(first.connection.closed).isFalse();
    assertThat(publishers.registry.publisherStats(new StreamName("other")).orElseThrow().current())
        .map(PublisherIdentity::session)
        .contains("r1");
  }

  @Test
  void whoIsFasterThanRealTimeIsHeldBack() {
    publishers.takeKeys();
    var script = PublisherBytes.likeObs("demo").audio(0, Bytes.ofHex("af00 1190"));
    var publisher = publishers.connect("127.0.0.1").send(script.bytes());

    publisher.send(sounds(0, 10_000).bytes());
    assertThat(publisher.connection.paused).isFalse();
    publisher.send(sounds(10_000, 14_000).bytes());

    assertThat(publisher.connection.paused).isTrue();
    var hold = publisher.connection.scheduled.getLast();
    assertThat(hold.delay).isBetween(Duration.ofMillis(3_900), Duration.ofMillis(4_100));
    publishers.clock.advance(hold.delay);
    hold.task.run();
    assertThat(publisher.connection.paused).isFalse();
    publisher.connection.scheduled.getLast().task.run();
    assertThat(publisher.connection.closedAfterFlush).isFalse();
  }

  private static PublisherBytes sounds(int fromMillis, int toMillis) {
    PublisherBytes bytes = PublisherBytes.none();
    for (int frame = fromMillis * 48 / 1024; frame * 1024 / 48 < toMillis; frame++) {
      bytes.audio(frame * 1024 / 48, Bytes.ofHex("af01 211004608c1c"));
    }
    return bytes;
  }

  @Test
  void aHandshakeThatDoesNotEndIsGivenUp() {
    var publisher = publishers.connect("192.0.2.7").send(Bytes.of(3, 0, 0));

    publishers.clock.advance(Duration.ofSeconds(10));
    var timer = publisher.connection.scheduled.getLast();
    timer.task.run();

    assertThat(timer.delay).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publishers.gateway.faults()).isEqualTo(1);
    publisher.finish();
    assertThat(log.lines().getLast()).contains("HANDSHAKE_TIMED_OUT");
  }

  @Test
  void aTimerThatComesTooEarlyIsSetAgain() {
    var publisher = publishers.connect("192.0.2.7").send(PublisherBytes.shakenHands().bytes());

    publishers.clock.advance(Duration.ofSeconds(10));
    publisher.connection.scheduled.getLast().task.run();

    assertThat(publisher.connection.closedAfterFlush).isFalse();
    assertThat(publisher.connection.scheduled.getLast().delay).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void noiseIsAFault() {
    var publisher = publishers.connect("192.0.2.7").send(Bytes.ofHex("ff".repeat(4000)));

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publishers.gateway.faults()).isEqualTo(1);
  }

  /** More of the same publisher: a video message without what {@code likeObs} begins with. */
  private static Bytes onlyMedia(int timestamp, Bytes payload) {
    return PublisherBytes.none().video(timestamp, payload).bytes();
  }
}
