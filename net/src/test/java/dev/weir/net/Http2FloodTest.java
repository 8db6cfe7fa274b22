package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** RFC 9113 §10.5: what an HTTP/2 peer can do to keep a server busy for nothing. */
@Timeout(120)
class Http2FloodTest {

  @TempDir private static Path folder;
  private static TlsCertificate certificate;
  private static Loops loops;
  private static HttpListener listener;

  @BeforeAll
  static void start() throws IOException {
    certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
    loops = Loops.start(1);
    listener =
        HttpListener.tls(
            loops, LocalHttp.OPTIONS, certificate, asked -> asked.response().end("hello"));
  }

  @AfterAll
  static void close() {
    listener.close();
    loops.close();
  }

  @Test
  void closesAConnectionThatFloodsPings() throws Exception {
    assertIsClosedFor(Http2Frames.PING);
    assertOthersAreServed();
  }

  @Test
  void closesAConnectionThatFloodsSettings() throws Exception {
    assertIsClosedFor(Http2Frames.SETTINGS);
    assertOthersAreServed();
  }

  @Test
  void closesAConnectionThatFloodsPriorities() throws Exception {
    assertIsClosedFor(Http2Frames.priority(1));
    assertOthersAreServed();
  }

  @Test
  void closesAConnectionThatFloodsWindowUpdates() throws Exception {
    assertIsClosedFor(Http2Frames.windowUpdate(1));
    assertOthersAreServed();
  }

  @Test
  void closesAConnectionThatFloodsFramesOfNoType() throws Exception {
    assertIsClosedFor(Http2Frames.UNKNOWN);
    assertOthersAreServed();
  }

  @Test
  void aClientThatTellsOfEachPieceOfItsAnswersIsServed() throws Exception {
    long before = listener.stats().flooding();
    try (var peer = Http2Peer.connect(listener, certificate)) {
      for (int number = 0; number < 1000; number++) {
        peer.send(
            Http2Frames.concat(
                Http2Frames.request(2 * number + 1), Http2Frames.windowUpdate("hello".length())));
      }
      assertOthersAreServed();
    }
    assertThat(listener.stats().flooding()).isEqualTo(before);
  }

  @Test
  void closesAConnectionThatResetsAllItsRequests() throws Exception {
    try (var peer = Http2Peer.connect(listener, certificate)) {
      assertThat(
              peer.isClosedForFlooding(number ->
                  Http2Frames.concat(
                      Http2Frames.request(2 * number + 1), Http2Frames.reset(2 * number + 1))))
          .isTrue();
    }
    assertOthersAreServed();
  }

  @Test
  void closesAConnectionWhoseHeadersNeverEnd() throws Exception {
    try (var peer = Http2Peer.connect(listener, certificate)) {
      peer.send(Http2Frames.unfinishedRequest(1));

      assertThat(peer.isClosedForFlooding(_ -> Http2Frames.continuation(1))).isTrue();
    }
    assertOthersAreServed();
  }

  @Test
  void closesAConnectionWithABodyOfNothing() throws Exception {
    try (var peer = Http2Peer.connect(listener, certificate)) {
      peer.send(Http2Frames.requestWithBody(1));

      assertThat(peer.isClosedForFlooding(_ -> Http2Frames.emptyData(1))).isTrue();
    }
    assertOthersAreServed();
  }

  /** By us, and not by a time-out that comes later. */
  private static void assertIsClosedFor(byte[] frame) throws Exception {
    long before = listener.stats().flooding();
    try (var peer = Http2Peer.connect(listener, certificate)) {
      assertThat(peer.isClosedForFlooding(_ -> frame)).isTrue();
    }
    assertThat(listener.stats().flooding()).isEqualTo(before + 1);
  }

  private static void assertOthersAreServed() throws Exception {
    try (var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      var address = URI.create("https://localhost:%d/".formatted(listener.boundPort()));
      var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("hello");
    }
  }
}
