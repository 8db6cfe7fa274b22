package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed between two attempts to tell what has happened. */
class WebhookTest {
  private static final int REFUSALS = 1;

  @TempDir private Path folder;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private HttpServer receiver;

  private record Heard(String id, String signature, String body) {}

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::hear);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
  }

  private void hear(HttpExchange exchange) throws IOException {
    heard.add(
        new Heard(
            exchange.getRequestHeaders().getFirst("webhook-id"),
            exchange.getRequestHeaders().getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(heard.size() > REFUSALS ? 204 : 500, -1);
    exchange.close();
  }

  @Test
  void isToldAgainByTheNextServer() throws Exception {
    Path data = folder.resolve("data");
    Path text = Files.writeString(folder.resolve("film.mp4"), "This is no film.");
    List<String> settings =
        List.of(
            "webhooks.mine.url=http://127.0.0.1:" + receiver.getAddress().getPort(),
            "webhooks.mine.secret=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    try (var server = ServerProcess.start(data, settings);
        var sender = ImportProcess.start("--data", data.toString(), text.toString())) {
      assertThat(sender.await()).as(sender.complaints()).isZero();
      Eventually.until("told", () -> !heard.isEmpty());
      server.killAndRestart();
      Eventually.until("told again", () -> heard.size() > REFUSALS);
      Eventually.until(
          "noted",
          () ->
              server.get("/metrics").body().contains("weir_webhooks_waiting{webhook=\"mine\"} 0"));

      assertThat(heard).hasSize(2);
      assertThat(heard).extracting(Heard::id).containsOnly(heard.getFirst().id());
      assertThat(heard).extracting(Heard::body).containsOnly(heard.getFirst().body());
      assertThat(heard.getFirst().body())
          .contains(
              "\"type\":\"asset.failed\"", "\"fileName\":\"film.mp4\"", "\"state\":\"failed\"");
      assertThat(heard.getLast().signature()).startsWith("v1,");
      assertThat(server.said()).doesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }
  }
}
