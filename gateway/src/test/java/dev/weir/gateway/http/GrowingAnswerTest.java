package dev.weir.gateway.http;

import static dev.weir.gateway.http.LiveServer.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.packaging.MediaName;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Presentation.State;
import dev.weir.packaging.Segment;
import dev.weir.stream.PublisherLease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class GrowingAnswerTest {
  @AutoClose private final LiveServer server = new LiveServer();

  @Test
  void sendsEachPartWhenItComesAndEndsWithTheSegment() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = open();
    var received = new ByteArrayOutputStream();

    InputStream body = ask(open).body();
    for (int part = 0; part < 3; part++) {
      if (part == open.parts().size()) {
        until(() -> server.feed().waiting() == 1);
        server.sound(lease, 0.6);
      }
      byte[] expected = bytes(new MediaName.PartFile(open.startTicks(), part));
      byte[] octets = body.readNBytes(expected.length);
      received.write(octets);
      assertThat(octets).as("part %d", part).isEqualTo(expected);
    }
    server.sound(lease, 3);
    received.write(body.readAllBytes());

    assertThat(received.toByteArray()).isEqualTo(bytes(file(open)));
  }

  @Test
  void saysNothingOfALengthThatNobodyKnows() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = open();

    var headers = ask(open, "Range", "bytes=10-19").headers();
    var head = server.head(path(file(open)));
    server.sound(lease, 3);
    server.await(now -> last(now).startTicks() > open.startTicks());

    assertThat(headers.firstValue("content-type")).hasValue("video/mp4");
    assertThat(headers.firstValue("cache-control")).hasValue("public, max-age=12");
    for (String absent : new String[] {"content-length", "etag", "accept-ranges"}) {
      assertThat(headers.firstValue(absent)).as(absent).isEmpty();
    }
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("cache-control")).hasValue("public, max-age=12");
    assertThat(head.headers().firstValue("content-length")).isEmpty();
    assertThat(server.bytes(path(file(open))).headers().firstValue("cache-control"))
        .hasValue("public, max-age=86400, immutable");
  }

  @Test
  void sendsTheWholeWhereARangeOfWhatGrowsIsWanted() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = open();

    var answer = ask(open, "Range", "bytes=10-19");
    server.sound(lease, 3);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body().readAllBytes()).isEqualTo(bytes(file(open)));
  }

  @Test
  void endsAsTheSegmentDoesWhenThePublisherIsLost() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = open();
    InputStream body = ask(open).body();

    lease.end();
    server.registry.tick(server.clock.monotonicNanos());
    server.await(now -> now.state() == State.ENDED);

    assertThat(body.readAllBytes()).isEqualTo(bytes(file(open)));
  }

  @Test
  void breaksOffWhatCannotBeEnded() throws Exception {
    server.onAir();
    InputStream body = ask(open()).body();
    until(() -> server.feed().waiting() == 1);

    server.channels.close();

    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void breaksOffWhereTooManyWait() throws Exception {
    server.onAir();
    Segment open = open();
    for (int i = 0; i < LiveServer.MAX_WAITERS; i++) {
      assertThat(ask(open).statusCode()).isEqualTo(200);
    }

    InputStream body = ask(open).body();

    assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
    assertThat(server.feed().refusedWaiters()).isEqualTo(1);
  }

  @Test
  void aClientThatGoesAwayNoLongerWaits() throws Exception {
    server.onAir();
    Segment open = open();
    try (var socket = connect()) {
      write(socket, "GET %s HTTP/1.1\r\nHost: a\r\n\r\n".formatted(path(file(open))));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      until(() -> server.feed().waiting() == 1);
    }

    until(() -> server.feed().waiting() == 0);
  }

  @Test
  void whoKnowsNoChunksWaitsForTheWhole() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = open();
    try (var socket = connect()) {
      write(socket, "GET %s HTTP/1.0\r\n\r\n".formatted(path(file(open))));
      until(() -> server.feed().waiting() == 1);
      server.sound(lease, 3);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);

      int length = bytes(file(open)).length;
      assertThat(answer).containsIgnoringCase("content-length: " + length);
      assertThat(answer.length() - answer.indexOf("\r\n\r\n") - 4).isEqualTo(length);
    }
  }

  @Test
  void theNextSegmentCanBeAskedForBeforeItBegins() throws Exception {
    PublisherLease lease = server.onAir();
    Segment open = open();
    Presentation between = server.feed().current().orElseThrow().presentation();
    while (!last(between).complete()) {
      int parts = last(between).parts().size();
      server.sound(lease, 0.5);
      between = server.await(now -> last(now).complete() || last(now).parts().size() > parts);
    }
    var next = new MediaName.SegmentFile(last(between).endTicks());

    var waiting = server.stream(path(next));
    until(() -> server.feed().waiting() == 1);
    server.sound(lease, 4);

    assertThat(last(between).startTicks()).isEqualTo(open.startTicks());
    assertThat(waiting.get(60, TimeUnit.SECONDS).body().readAllBytes()).isEqualTo(bytes(next));
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  private static void write(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private HttpResponse<InputStream> ask(Segment segment, String... headers) throws Exception {
    return server.stream(path(file(segment)), headers).get(60, TimeUnit.SECONDS);
  }

  private byte[] bytes(MediaName name) throws Exception {
    return server.bytes(path(name)).body();
  }

  private Segment open() {
    return last(server.feed().current().orElseThrow().presentation());
  }

  private static Segment last(Presentation presentation) {
    return presentation.currentPeriod().leader().segments().getLast();
  }

  private static MediaName file(Segment segment) {
    return new MediaName.SegmentFile(segment.startTicks());
  }

  private static String path(MediaName name) {
    return "/live/demo/audio/" + name.fileName();
  }
}
