package dev.weir.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.MemoryBudget;
import dev.weir.net.StoredBody.Stretch;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoredBodyTest {
  /** More steps than one, and the last not whole. */
  private static final int FILE_BYTES = 3 * StepBuffers.STEP_BYTES + 5;

  private static final int FROM = 7;

  @AutoClose private final Loops loops = Loops.start(1);
  private final byte[] octets = new byte[FILE_BYTES];
  private final MemoryBudget.Share memory = MemoryBudget.unlimited().open(0).orElseThrow();
  private final StepBuffers buffers = new StepBuffers(memory);
  private final CountDownLatch ended = new CountDownLatch(1);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    new Random(1).nextBytes(octets);
    file = Files.write(folder.resolve("file"), octets);
  }

  @Test
  void sendsAStretchThroughTheSystem() throws Exception {
    try (var channel = FileChannel.open(file);
        var listener =
            HttpListener.plain(
                loops, LocalHttp.OPTIONS, request -> send(request, channel, FILE_BYTES))) {
      byte[] answer = get("http://127.0.0.1:" + listener.boundPort(), HttpClient.newHttpClient());

      assertThat(answer).isEqualTo(Arrays.copyOfRange(octets, FROM, FILE_BYTES));
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(channel.isOpen()).isTrue();
    }
  }

  @Test
  void sendsAStretchStepByStepOverTls() throws Exception {
    var certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
    try (var channel = FileChannel.open(file);
        var listener =
            HttpListener.tls(
                loops,
                LocalHttp.OPTIONS,
                certificate,
                request -> send(request, channel, FILE_BYTES));
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      for (int again = 0; again < 3; again++) {
        byte[] answer = get("https://localhost:" + listener.boundPort(), client);

        assertThat(answer).isEqualTo(Arrays.copyOfRange(octets, FROM, FILE_BYTES));
      }
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void breaksOffWhereTheFileIsShorterThanWasPromised() throws Exception {
    var certificate = SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
    try (var channel = FileChannel.open(file);
        var listener =
            HttpListener.tls(
                loops,
                LocalHttp.OPTIONS,
                certificate,
                request -> send(request, channel, FILE_BYTES + 1));
        var client = HttpClient.newBuilder().sslContext(Trust.in(certificate)).build()) {
      assertThatThrownBy(() -> get("https://localhost:" + listener.boundPort(), client))
          .isInstanceOf(IOException.class);
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(memory.heldBytes()).isZero();
    }
  }

  @Test
  void refusesAStepForWhichThereIsNoMemory() {
    var small = new MemoryBudget(StepBuffers.STEP_BYTES).open(StepBuffers.STEP_BYTES).orElseThrow();
    var few = new StepBuffers(small);

    assertThat(few.hasRoom()).isTrue();
    ByteBuffer taken = few.take();
    assertThat(few.hasRoom()).isFalse();
    few.giveBack(taken);
    assertThat(few.hasRoom()).isTrue();
  }

  private void send(HttpServerRequest request, FileChannel channel, long end) {
    request.response().putHeader("Content-Length", Long.toString(end - FROM));
    StoredBody.send(request, new Stretch(channel, FROM, end), buffers, ended::countDown);
  }

  private static byte[] get(String address, HttpClient client) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofByteArray());
    return answer.body();
  }
}
