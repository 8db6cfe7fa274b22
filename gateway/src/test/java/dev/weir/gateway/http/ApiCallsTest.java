package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ApiCallsTest {
  /** As many as may be answered at once. */
  private static final int PLACES = 200;

  private final CountDownLatch left = new CountDownLatch(PLACES);

  @TempDir private Path folder;

  @Test
  void whoHasGoneAwayTakesNoPlace() throws Exception {
    try (var server = new ApiServer(folder)) {
      server.listen(List.of((request, path) -> answer(server.calls, request, path)));
      for (int i = 0; i < PLACES; i++) {
        assertThatThrownBy(() -> server.send(server.request("/left")))
            .isInstanceOf(IOException.class);
      }
      left.await();

      assertThat(server.send(server.request("/here")).statusCode()).isEqualTo(204);
    }
  }

  private boolean answer(ApiCalls calls, HttpServerRequest request, RequestPath path) {
    if (path.at(0).equals("here")) {
      calls.run(request, _ -> ApiReply.done());
      return true;
    }
    request.pause();
    request
        .response()
        .closeHandler(_ -> {
          calls.run(request, _ -> ApiReply.done());
          left.countDown();
        });
    request.connection().close();
    return true;
  }
}
