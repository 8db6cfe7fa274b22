package dev.weir.e2e;

import dev.weir.server.Main;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A server in a process of its own, which can be killed and started anew on the same ports.
 * Confined to one test.
 */
final class ServerProcess implements AutoCloseable {
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(40);

  private final Path data;
  private final int httpPort;
  private final int rtmpPort;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  private ServerProcess(Path data) throws IOException {
    this.data = data;
    this.httpPort = freePort();
    this.rtmpPort = freePort();
    this.process = launch();
  }

  /** Answers when it returns. */
  static ServerProcess start(Path data) throws Exception {
    var server = new ServerProcess(data);
    server.awaitReady();
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            classPath,
            Main.class.getName(),
            "serve",
            "--data",
            data.toString(),
            "--set",
            "http.host=127.0.0.1",
            "--set",
            "http.port=" + httpPort,
            "--set",
            "https.port=0",
            "--set",
            "rtmp.host=127.0.0.1",
            "--set",
            "rtmp.port=" + rtmpPort,
            "--set",
            "rtmps.port=0");
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Kills it with no chance to write anything, starts it anew, and blocks until it answers. */
  void killAndRestart() throws Exception {
    process.destroyForcibly().onExit().join();
    process = launch();
    awaitReady();
  }

  private void awaitReady() throws Exception {
    Eventually.until("server ready", this::isReady);
  }

  private boolean isReady() throws InterruptedException {
    try {
      return get("/readyz").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(http(path)).timeout(LONGEST_ANSWER).build();
    return client.send(request, BodyHandlers.ofString());
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  String rtmp(String stream) {
    return "rtmp://127.0.0.1:%d/live/%s".formatted(rtmpPort, stream);
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    client.close();
  }
}
