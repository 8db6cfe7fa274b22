package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.MediaPlaylist.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever one peer sends, its connection ends with one line in the log, and nobody else notices.
 */
class HostileRtmpTest {
  private static final String HEALTHY = "healthy";
  private static final int SET_CHUNK_SIZE = 1;
  private static final int COMMAND = 20;
  private static final int LAST_SHORT_CHUNK_STREAM = 63;
  private static final int AMF_OBJECT = 3;
  private static final int AMF_STRICT_ARRAY = 10;

  @TempDir private static Path data;
  private static LiveServer server;
  private static Publisher publisher;
  private static CheckedPlaylists playlists;

  private LogCapture log;

  @BeforeAll
  static void publish() throws Exception {
    server =
        LiveServer.start(
            data,
            "live.segment=1s",
            "rtmp.limits.timeouts.handshake=3s",
            "rtmp.limits.timeouts.publish=5s",
            "rtmp.limits.chunks.max-streams=32");
    publisher = Publisher.endless(Footage.PLAIN, server.rtmp(HEALTHY));
    server.awaitOnAir(HEALTHY);
    playlists = new CheckedPlaylists(server, HEALTHY);
  }

  @AfterAll
  static void stop() throws Exception {
    publisher.close();
    server.close();
  }

  @BeforeEach
  void listen() {
    log = new LogCapture();
  }

  @AfterEach
  void theHealthyStreamGoesOn() throws Exception {
    log.close();
    MediaPlaylist before = playlists.media("video", "");
    MediaPlaylist after =
        playlists.media("video", "?_HLS_msn=" + (before.lastCompleteSequence() + 1));
    assertThat(after.lastCompleteSequence()).isGreaterThan(before.lastCompleteSequence());
    assertThat(after.segments()).noneMatch(Segment::afterDiscontinuity);
    assertThat(publisher.isRunning()).isTrue();
    assertThat(log.with("stream=" + HEALTHY)).isEmpty();
    assertThat(log.troubles()).isEmpty();
  }

  static Stream<Named<byte[]>> bombs() {
    return Stream.of(
        Named.of("random bytes", random(65_536)),
        Named.of("huge chunk size", hugeChunkSize()),
        Named.of("huge message", RtmpSocket.messageHeader(3, COMMAND, 0xFFFFFF)),
        Named.of("endless chunk streams", endlessChunkStreams()),
        Named.of("giant array", command(giantArray())),
        Named.of("deep objects", command(deepObjects())),
        Named.of("cut string", command(new byte[] {2, 0x7F, (byte) 0xFF})));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bombs")
  void aBombAfterTheHandshakeEndsItsConnection(byte[] bomb, TestInfo test) throws Exception {
    double faultsBefore = server.metric("weir_rtmp_faults_total");
    try (var socket = new RtmpSocket(server)) {
      socket.shakeHands().send(bomb).awaitHangUp();
    }

    assertOneFault(test.getDisplayName(), faultsBefore);
  }

  @Test
  void noiseInPlaceOfAHandshakeEndsItsConnection() throws Exception {
    double faultsBefore = server.metric("weir_rtmp_faults_total");
    try (var socket = new RtmpSocket(server)) {
      socket.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).awaitHangUp();
    }

    assertOneFault("HTTP", faultsBefore);
  }

  @Test
  void aHandshakeThatStopsHalfwayEndsByItsTimeOut() throws Exception {
    double faultsBefore = server.metric("weir_rtmp_faults_total");
    try (var socket = new RtmpSocket(server)) {
      socket.send(new byte[] {3, 0, 0, 0, 0}).awaitHangUp();
    }

    assertOneFault("half a handshake", faultsBefore);
  }

  @Test
  void aPeerThatLeavesInItsHandshakeIsNoFault() throws Exception {
    double faultsBefore = server.metric("weir_rtmp_faults_total");
    try (var socket = new RtmpSocket(server)) {
      socket.send(new byte[] {3, 0, 0, 0, 0}).awaitEnd();
    }

    assertThat(awaitEnds()).hasSize(1);
    assertThat(server.metric("weir_rtmp_faults_total")).isEqualTo(faultsBefore);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "..%2f..%2fetc", "a/b", "wk_", "%00", "."})
  void aNameThatIsAPathIsTurnedAway(String name) throws Exception {
    try (var impostor = Publisher.endless(Footage.PLAIN, server.rtmp(name))) {
      assertThat(impostor.awaitEnd()).isNotZero();
      List<String> ends = awaitEnds();

      System.out.printf("'%s': %s%n", name, ends);
      assertThat(ends).hasSize(1);
      assertThat(server.get("/api/v1/live").body()).contains(HEALTHY).doesNotContain("etc");
    }
  }

  private void assertOneFault(String what, double faultsBefore) throws Exception {
    List<String> ends = awaitEnds();
    System.out.printf("%s: %s%n", what, ends);
    assertThat(ends).hasSize(1);
    assertThat(ends.getFirst()).startsWith("INFO session=").contains("ended: ");
    assertThat(server.metric("weir_rtmp_faults_total")).isEqualTo(faultsBefore + 1);
  }

  private List<String> awaitEnds() throws Exception {
    Eventually.until("a line in the log", () -> !log.with("ended: ").isEmpty());
    return log.with("ended: ");
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static byte[] hugeChunkSize() {
    byte[] size = ByteBuffer.allocate(4).putInt(0x7FFF_FFFF).array();
    return RtmpSocket.message(2, SET_CHUNK_SIZE, size);
  }

  /** Each begins a message and never ends it. */
  private static byte[] endlessChunkStreams() {
    var bytes = new ByteArrayOutputStream();
    for (int chunkStream = 3; chunkStream <= LAST_SHORT_CHUNK_STREAM; chunkStream++) {
      bytes.writeBytes(RtmpSocket.messageHeader(chunkStream, COMMAND, 1000));
      bytes.writeBytes(new byte[128]);
    }
    return bytes.toByteArray();
  }

  private static byte[] command(byte[] argument) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(RtmpSocket.amfString("connect"));
    bytes.writeBytes(new byte[] {0, 0x3F, (byte) 0xF0, 0, 0, 0, 0, 0, 0});
    bytes.writeBytes(argument);
    return RtmpSocket.message(3, COMMAND, bytes.toByteArray());
  }

  /** Claims 2³²−1 elements and has none. */
  private static byte[] giantArray() {
    return ByteBuffer.allocate(5).put((byte) AMF_STRICT_ARRAY).putInt(-1).array();
  }

  /** Objects within objects, never closed. */
  private static byte[] deepObjects() {
    var bytes = new ByteArrayOutputStream();
    for (int depth = 0; depth < 10_000; depth++) {
      bytes.writeBytes(new byte[] {AMF_OBJECT, 0, 1, 'a'});
    }
    return bytes.toByteArray();
  }
}
