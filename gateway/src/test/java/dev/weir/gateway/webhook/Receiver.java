package dev.weir.gateway.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who takes webhooks, and answers as it was told to. Thread-safe once it is told. */
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Integer> statuses = new ArrayDeque<>();
  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  record Heard(String id, long seconds, String signature, String body) {}

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::hear);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** What it answers, in turn; 204 afterwards. */
  void answer(Integer... next) {
    statuses.addAll(List.of(next));
  }

  List<Heard> heard() {
    return heard;
  }

  private void hear(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    heard.add(
        new Heard(
            headers.getFirst("webhook-id"),
            Long.parseLong(headers.getFirst("webhook-timestamp")),
            headers.getFirst("webhook-signature"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    int status = statuses.isEmpty() ? 204 : statuses.removeFirst();
    exchange.getResponseHeaders().set("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
