package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.LiveStore;
import dev.weir.media.Bytes;
import dev.weir.media.MemoryBudget;
import dev.weir.net.HttpListener;
import dev.weir.net.Loops;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.Part;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Segments that the live window gives up while they are sent. */
@Timeout(60)
class MediaAnswersTest {
  private static final String EXTENT = "live/demo/1";
  private static final int PARTS = 16;

  /** All of them are more than the buffers of two sockets hold, of which one is small. */
  private static final int PART_BYTES = 512 << 10;

  private static final int RECEIVE_BUFFER_BYTES = 256 << 10;

  private final ManualClock clock = new ManualClock(0);
  private final MemoryBlobStore memory = new MemoryBlobStore(Long.MAX_VALUE / 2);
  private final LiveStore store = new LiveStore(memory, Optional.empty(), clock);
  private final MemoryBudget.Share noRoom = new MemoryBudget(0).open(0).orElseThrow();
  private final MediaAnswers answers = new MediaAnswers(store, new DiskReads(noRoom, clock));
  private final List<Part> segment = new ArrayList<>();
  private final byte[] segmentBytes = new byte[PARTS * PART_BYTES];

  private final Loops loops = Loops.start(1);
  private final HttpListener listener =
      HttpListener.plain(
          loops,
          LiveServer.OPTIONS,
          request -> answers.send(request, new MediaLookup.FoundParts(segment)));

  MediaAnswersTest() throws IOException {}

  @BeforeEach
  void append() throws IOException {
    new Random(1).nextBytes(segmentBytes);
    for (int part = 0; part < PARTS; part++) {
      Bytes bytes = Bytes.wrap(segmentBytes).slice(part * PART_BYTES, (part + 1) * PART_BYTES);
      long offset = memory.append(EXTENT, bytes);
      segment.add(new Part(EXTENT, offset, PART_BYTES, part, 1, true));
    }
  }

  @AfterEach
  void close() {
    listener.close();
    loops.close();
  }

  @Test
  void aSlowViewerHoldsNothingThatTheWindowGaveUp() throws Exception {
    try (Socket viewer = ask("")) {
      assertThat(viewer.getInputStream().read()).isEqualTo('H');

      memory.delete(EXTENT);

      assertThat(viewer.getInputStream().readAllBytes()).hasSizeLessThan(segmentBytes.length);
      assertThat(store.overtakenReads()).isEqualTo(1);
    }
  }

  @Test
  void whatWasGivenUpBeforeTheAnswerBeganIsNotFound() throws Exception {
    memory.delete(EXTENT);

    try (Socket viewer = ask("")) {
      assertThat(text(viewer.getInputStream().readAllBytes())).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void aRangeGoesAcrossStepsAndParts() throws Exception {
    int from = PART_BYTES - 1;
    int to = 4 * PART_BYTES + 3;

    try (Socket viewer = ask("Range: bytes=%d-%d\r\n".formatted(from, to - 1))) {
      byte[] answer = viewer.getInputStream().readAllBytes();

      assertThat(text(answer)).startsWith("HTTP/1.1 206");
      assertThat(Bytes.wrap(answer).slice(answer.length - (to - from)))
          .isEqualTo(Bytes.wrap(segmentBytes).slice(from, to));
    }
  }

  private static String text(byte[] answer) {
    return new String(answer, StandardCharsets.ISO_8859_1);
  }

  private Socket ask(String header) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.boundPort()));
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write(
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n%s\r\n"
                .formatted(header)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
