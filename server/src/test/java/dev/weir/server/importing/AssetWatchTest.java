package dev.weir.server.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.weir.server.importing.Progress.Display;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers as the API gives them. */
class AssetWatchTest {
  private final Queue<String> answers = new ArrayDeque<>();
  private final StringWriter written = new StringWriter();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/assets/a1",
        asked -> {
          String answer = answers.remove();
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          asked.sendResponseHeaders(
              answer.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
          asked.getResponseBody().write(body);
          asked.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void waitsUntilItIsReady() throws IOException {
    answers.addAll(
        List.of(
            "",
            "{\"state\":\"reading\",\"progress\":null}",
            "{\"state\":\"waiting\",\"progress\":0.255}",
            "{\"state\":\"ready\"}"));

    watch();

    assertThat(answers).isEmpty();
    assertThat(written.toString()).contains("a.mkv: reading", "a.mkv: waiting, 25 %");
  }

  @Test
  void saysWhyItHasFailed() {
    answers.add("{\"state\":\"failed\",\"reason\":\"There is neither sound nor picture in it.\"}");

    assertThatThrownBy(this::watch)
        .isInstanceOf(ImportException.class)
        .hasMessageContaining("neither sound nor picture");
  }

  private void watch() throws IOException {
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (var client = new ServerClient(ServerAccess.of(url + "/", "wt_a"))) {
      var progress = new Progress(new PrintWriter(written), Display.TERMINAL, "a.mkv", 1);
      new AssetWatch(client, "a1", progress).await();
    }
  }
}
