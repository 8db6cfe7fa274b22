package dev.weir.gateway.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.access.AccessConfig;
import dev.weir.access.Authoriser;
import dev.weir.access.Secret;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.gateway.LogCapture;
import dev.weir.media.Bytes;
import dev.weir.media.StreamEvent;
import dev.weir.media.TrackKind;
import dev.weir.net.CloseReason;
import dev.weir.net.ConnectionHandler;
import dev.weir.net.Loop;
import dev.weir.net.Loops;
import dev.weir.rtmp.PublisherBytes;
import dev.weir.rtmp.RtmpLimits;
import dev.weir.stream.LiveStream;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.RecordingSubscriber;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamListener;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.StreamState;
import dev.weir.stream.TimelineLimits;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtmpSessionTest {
  private static final String FFMPEG = "ffmpeg-5.1";

  /** The key in the recording of FFmpeg, which publishes {@code mychannel}. */
  private static final String KEY = "s3cret";

  private static final StreamName CHANNEL = new StreamName("mychannel");

  private static Loops loops;

  private final LogCapture log = new LogCapture();
  private final ManualClock clock = new ManualClock(1_763_676_000_000L);
  private final StreamRegistry registry =
      new StreamRegistry(
          RegistryLimits.DEFAULT.withTimeline(TimelineLimits.DEFAULT.withSettle(Duration.ZERO)),
          clock);
  private final Loop loop = loops.next();
  private PublishPolicy policy = PublishPolicy.REFUSE;
  private RtmpGateway gateway = gateway(KEY);
  private @Nullable RecordingSubscriber recording;

  /** One connection as its publisher sees it. */
  private final class Publisher {
    final ConnectionHandler session = gateway.newSession();
    final RecordingConnection connection;

    Publisher(String remote) {
      connection = new RecordingConnection(loop, remote);
      session.onOpen(connection);
    }

    Publisher send(Bytes bytes) {
      session.onBytes(bytes.asByteBuffer());
      return this;
    }

    /** What a real connection does once it is told to close. */
    void finish() {
      session.onClosed(CloseReason.CLOSED_HERE);
    }

    String sentText() {
      return new String(Bytes.concat(connection.sent).toArray(), StandardCharsets.ISO_8859_1);
    }
  }

  @BeforeAll
  static void startLoops() {
    loops = Loops.start(1);
  }

  @AfterAll
  static void closeLoops() {
    loops.close();
  }

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
  void realEncodersGetOnAir(String encoder, String channel, String key) throws Exception {
    gateway = gateway(Map.of(channel, List.of(Secret.of(key))));
    record();

    var publisher = new Publisher("192.0.2.7").send(recorded(encoder));

    LiveStream stream = registry.find(new StreamName(channel)).orElseThrow();
    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    assertThat(stream.tracks()).extracting("kind").contains(TrackKind.VIDEO);
    assertThat(events()).hasAtLeastOneElementOfType(StreamEvent.Sample.class);
    assertThat(publisher.sentText()).contains("NetStream.Publish.Start");
    assertThat(log.lines()).contains("INFO session=r1 stream=%s publishing".formatted(channel));
    assertThat(gateway.faults()).isZero();
  }

  @Test
  void waitsForEveryTrackThatTheMetadataPromises() throws Exception {
    new Publisher("192.0.2.7").send(recorded(FFMPEG));

    assertThat(stream().tracks())
        .extracting("kind")
        .containsExactlyInAnyOrder(TrackKind.VIDEO, TrackKind.AUDIO);
    assertThat(stream().stats().periods()).isEqualTo(1);
  }

  @Test
  void aCodecThatWeDoNotSpeakEndsTheSessionWithOneClearLine() {
    openToAll();
    var publisher = new Publisher("127.0.0.1").send(PublisherBytes.likeObs("demo").bytes());

    publisher.send(onlyMedia(0, Bytes.ofHex("12000000")));
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(gateway.faults()).isEqualTo(1);
    assertThat(log.lines()).filteredOn(line -> line.contains("UNSUPPORTED")).hasSize(1);
    assertThat(log.lines().getLast())
        .startsWith("INFO session=r1 stream=demo")
        .contains("Sorenson H.263");
  }

  @Test
  void aSecondPublisherIsToldThatTheNameIsTaken() throws Exception {
    var first = new Publisher("192.0.2.7").send(recorded(FFMPEG));

    var second = new Publisher("192.0.2.8").send(recorded(FFMPEG));

    assertThat(second.connection.closedAfterFlush).isTrue();
    assertThat(second.sentText()).contains("NetStream.Publish.BadName", "publishes this stream");
    assertThat(first.connection.closedAfterFlush).isFalse();
    assertThat(stream().state()).isEqualTo(StreamState.LIVE);
  }

  @Test
  void aSecondPublisherTakesOverWhereTheChannelAllowsIt() throws Exception {
    policy = PublishPolicy.TAKE_OVER;
    var first = new Publisher("192.0.2.7").send(recorded(FFMPEG));

    var second = new Publisher("192.0.2.8").send(recorded(FFMPEG));
    awaitLoop();
    first.finish();

    assertThat(first.connection.closed).isTrue();
    assertThat(second.connection.closedAfterFlush).isFalse();
    assertThat(stream().state()).isEqualTo(StreamState.LIVE);
    assertThat(stream().stats().periods()).isEqualTo(2);
    assertThat(log.lines().getLast()).contains("session=r1", "TAKEN_OVER: by session r2");
  }

  @Test
  void aWrongKeyIsDenied() throws Exception {
    gateway = gateway("another");

    var publisher = new Publisher("192.0.2.7").send(recorded(FFMPEG));
    publisher.finish();

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(publisher.sentText()).contains("NetStream.Publish.Denied");
    assertThat(registry.find(CHANNEL)).isEmpty();
    assertThat(log.lines().getLast()).contains("KEY_WRONG");
  }

  @Test
  void publishingWithoutAKeyIsForThisMachineAlone() {
    openToAll();
    Bytes bytes = PublisherBytes.likeObs("demo").bytes();

    var near = new Publisher("127.0.0.1").send(bytes);
    var far = new Publisher("192.0.2.7").send(bytes);

    assertThat(near.sentText()).contains("NetStream.Publish.Start");
    assertThat(far.sentText()).contains("NetStream.Publish.Denied");
  }

  @ParameterizedTest
  @CsvSource({
    "'../../etc/passwd'",
    "'a/b'",
    "'.'",
    "'a b'",
    "'NUL\u0000'",
    "'%2e%2e'",
    "'ü'",
    "''"
  })
  void namesThatAreNoneAreRefused(String name) {
    openToAll();

    var publisher = new Publisher("127.0.0.1").send(PublisherBytes.likeObs(name).bytes());

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(log.lines()).noneMatch(line -> line.endsWith("publishing"));
    assertThat(registry.streams()).isEmpty();
  }

  @Test
  void aLostConnectionLeavesTheStreamWaitingForItsReturn() throws Exception {
    var publisher = new Publisher("192.0.2.7").send(recorded(FFMPEG));

    publisher.session.onClosed(CloseReason.CONNECTION_FAILED);

    assertThat(stream().state()).isEqualTo(StreamState.INTERRUPTED);
    assertThat(registry.publisherStats(CHANNEL).orElseThrow().current()).isEmpty();
    assertThat(publisher.connection.scheduled).last().matches(timer -> timer.cancelled);
    assertThat(log.lines().getLast())
        .contains("stream=mychannel", "received_bytes=14000", "ended: CONNECTION_FAILED");

    clock.advance(RegistryLimits.DEFAULT.grace());
    registry.tick(clock.monotonicNanos());
    assertThat(registry.find(CHANNEL)).isEmpty();
  }

  @Test
  void unpublishingAndPublishingAgainOnOneConnectionIsOneStream() {
    openToAll();
    var script = PublisherBytes.likeObs("demo");
    var publisher = new Publisher("127.0.0.1").send(script.bytes());
    int sent = script.bytes().length();

    script.command("deleteStream", 6, 0, new NullValue());
    script.command("createStream", 7, 0).publish(8, "demo");
    publisher.send(script.bytes().slice(sent));

    assertThat(registry.streams()).hasSize(1);
    assertThat(publisher.connection.closedAfterFlush).isFalse();
    assertThat(log.lines()).filteredOn(line -> line.endsWith("publishing")).hasSize(2);
  }

  @Test
  void aHandshakeThatDoesNotEndIsGivenUp() {
    var publisher = new Publisher("192.0.2.7").send(Bytes.of(3, 0, 0));

    clock.advance(Duration.ofSeconds(10));
    var timer = publisher.connection.scheduled.getLast();
    timer.task.run();

    assertThat(timer.delay).isLessThanOrEqualTo(Duration.ofSeconds(10));
    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(gateway.faults()).isEqualTo(1);
    publisher.finish();
    assertThat(log.lines().getLast()).contains("HANDSHAKE_TIMED_OUT");
  }

  @Test
  void aTimerThatComesTooEarlyIsSetAgain() {
    var publisher = new Publisher("192.0.2.7").send(PublisherBytes.shakenHands().bytes());

    clock.advance(Duration.ofSeconds(10));
    publisher.connection.scheduled.getLast().task.run();

    assertThat(publisher.connection.closedAfterFlush).isFalse();
    assertThat(publisher.connection.scheduled.getLast().delay).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void playingIsRefusedWithAWordOnWhereToWatch() {
    openToAll();
    var script =
        PublisherBytes.shakenHands()
            .connect(ObjectValue.EMPTY)
            .command("createStream", 2, 0)
            .command("play", 3, 1, new NullValue(), new StringValue("demo?key=" + KEY));

    var viewer = new Publisher("127.0.0.1").send(script.bytes());
    viewer.finish();

    assertThat(viewer.connection.closedAfterFlush).isTrue();
    assertThat(viewer.sentText()).contains("use HLS");
    assertThat(log.lines().getLast()).contains("PLAY_UNSUPPORTED");
    assertThat(gateway.faults()).isZero();
  }

  @Test
  void noiseIsAFault() {
    var publisher = new Publisher("192.0.2.7").send(Bytes.ofHex("ff".repeat(4000)));

    assertThat(publisher.connection.closedAfterFlush).isTrue();
    assertThat(gateway.faults()).isEqualTo(1);
  }

  @Test
  void noLogLineHoldsASecret() throws Exception {
    policy = PublishPolicy.TAKE_OVER;
    new Publisher("192.0.2.7").send(recorded(FFMPEG));
    new Publisher("192.0.2.8").send(recorded(FFMPEG)).finish();
    gateway = gateway("another");
    new Publisher("192.0.2.9").send(recorded(FFMPEG)).finish();
    for (String name : List.of("wk_" + KEY, "a/b?key=" + KEY, "demo?key=" + KEY + "&x=%zz")) {
      new Publisher("127.0.0.1").send(PublisherBytes.likeObs(name).bytes()).finish();
    }
    awaitLoop();

    assertThat(log.lines()).hasSizeGreaterThan(10).noneMatch(line -> line.contains(KEY));
  }

  /** More of the same publisher: a video message without what {@code likeObs} begins with. */
  private static Bytes onlyMedia(int timestamp, Bytes payload) {
    return PublisherBytes.none().video(timestamp, payload).bytes();
  }

  private void openToAll() {
    gateway = gateway(Map.of());
  }

  private RtmpGateway gateway(String key) {
    return gateway(Map.of(CHANNEL.value(), List.of(Secret.of(key))));
  }

  private RtmpGateway gateway(Map<String, List<Secret>> keys) {
    var authoriser = new Authoriser(AccessConfig.DEFAULT.withKeys(keys), clock);
    return new RtmpGateway(registry, authoriser, _ -> policy, RtmpLimits.DEFAULTS, clock);
  }

  private void record() {
    registry.addListener(
        new StreamListener() {
          @Override
          public void opened(LiveStream stream) {
            recording = new RecordingSubscriber(stream);
          }

          @Override
          public void closed(LiveStream stream) {}
        });
  }

  private List<StreamEvent> events() {
    return Objects.requireNonNull(recording).events();
  }

  private LiveStream stream() {
    return registry.find(CHANNEL).orElseThrow();
  }

  private void awaitLoop() throws InterruptedException {
    var reached = new CountDownLatch(1);
    loop.execute(reached::countDown);
    assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Bytes recorded(String name) throws IOException {
    try (var in = PublisherBytes.class.getResourceAsStream(name + ".bin")) {
      return Bytes.wrap(Objects.requireNonNull(in).readAllBytes());
    }
  }
}
