package dev.weir.e2e;

import dev.weir.server.Main;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server in a process of its own, which can be killed and started anew on the same ports.
 * Confined to one test.
 */
final class ServerProcess implements AutoCloseable {
  /** It does not live long enough to gain by better code. */
  private static final String STARTS_SOON = "-XX:TieredStopAtLevel=1";

  private final Path data;
  private final Path said;
  private final List<String> settings;
  private final List<String> javaOptions;
  private final int httpPort;
  private final int rtmpPort;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;

  private ServerProcess(Path data, List<String> settings, List<String> javaOptions)
      throws IOException {
    this.data = data;
    this.said = Files.createTempFile("server", ".log");
    this.settings = settings;
    this.javaOptions = javaOptions;
    this.httpPort = FreePort.find();
    this.rtmpPort = FreePort.find();
    this.process = launch();
  }

  /**
   * Answers when it returns.
   *
   * @param settings as {@code key=value}, in place of the defaults
   */
  static ServerProcess start(Path data, List<String> settings, String... javaOptions)
      throws Exception {
    var server = new ServerProcess(data, settings, List.of(javaOptions));
    server.awaitReady();
    return server;
  }

  private Process launch() throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command = new ArrayList<String>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.add(STARTS_SOON);
    command.addAll(javaOptions);
    command.addAll(
        List.of(
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
            "rtmps.port=0"));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
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
    HttpRequest request = HttpRequest.newBuilder(http(path)).timeout(Eventually.DEADLINE).build();
    return client.send(request, BodyHandlers.ofString());
  }

  boolean isRunning() {
    return process.isAlive();
  }

  int rtmpPort() {
    return rtmpPort;
  }

  /** All that it has written. */
  String said() throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  String rtmp(String stream) {
    return "rtmp://127.0.0.1:%d/live/%s".formatted(rtmpPort, stream);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    client.close();
    Files.delete(said);
  }
}
