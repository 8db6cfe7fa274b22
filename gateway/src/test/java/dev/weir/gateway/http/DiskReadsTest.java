package dev.weir.gateway.http;

import static dev.weir.gateway.http.LiveServer.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.MemoryBudget;
import dev.weir.net.ByteSource;
import dev.weir.net.HttpListener;
import dev.weir.net.Loops;
import dev.weir.testkit.ManualClock;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DiskReadsTest {
  /** More than the buffers of two sockets hold, of which one is small. */
  private static final int BYTES = 8 << 20;

  private final MemoryBudget.Share memory = new MemoryBudget(BYTES).open(BYTES).orElseThrow();
  private final DiskReads reads = new DiskReads(memory, new ManualClock(0));
  private final CountDownLatch sent = new CountDownLatch(1);

  @AutoClose private final Loops loops = Loops.start(1);
  @AutoClose private final LeavingClient client = new LeavingClient(HttpVersion.HTTP_1_1);

  @Test
  void whatAClientDidNotTakeCountsNoMoreWhenItHasGone() throws Exception {
    try (var listener = HttpListener.plain(loops, LiveServer.OPTIONS, this::answer)) {
      assertThat(client.ask("http://127.0.0.1:" + listener.boundPort())).isEqualTo(200);

      sent.await();
      until(() -> memory.heldBytes() == 0);
    }
  }

  private void answer(HttpServerRequest request) {
    reads.run(
        request,
        BYTES,
        () -> Bytes.wrap(new byte[BYTES]),
        "gone",
        read -> {
          Answers.media(request, "\"tag\"", ByteSource.of(List.of(read)));
          sent.countDown();
        });
  }
}
