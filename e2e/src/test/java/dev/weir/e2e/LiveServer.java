package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.SystemClock;
import dev.weir.server.Server;
import dev.weir.server.config.ConfigLoader;
import dev.weir.server.config.WeirConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A server of this test's own on free ports of 127.0.0.1, and a client to ask it. Thread-safe. */
final class LiveServer implements AutoCloseable {
  private static final Pattern HTTPS_PORT = Pattern.compile("https://localhost:(\\d+)/");
  private static final Pattern PASSWORD = Pattern.compile("with the password (\\S+)");
  private static final Pattern RTMPS_PORT = Pattern.compile("rtmps://localhost:(\\d+)/");

  private final Server server;
  private final HttpClient client = HttpClient.newHttpClient();

  private LiveServer(Server server) {
    this.server = server;
  }

  /**
   * Listens when it returns.
   *
   * @param settings as {@code key=value}, in place of the defaults
   */
  static LiveServer start(Path data, String... settings) throws Exception {
    var assignments =
        new ArrayList<>(
            List.of(
                "http.host=127.0.0.1",
                "http.port=0",
                "https.port=0",
                "rtmp.host=127.0.0.1",
                "rtmp.port=0",
                "rtmps.port=0",
                "ladder.sizes=passthrough"));
    assignments.addAll(List.of(settings));
    WeirConfig config = new ConfigLoader().assignments(assignments).load();
    SharedCertificate.putInto(data);
    return new LiveServer(Server.start(withData(config, data), new SystemClock()));
  }

  /** A folder that need not lie on the real disk. */
  private static WeirConfig withData(WeirConfig config, Path data) {
    return new WeirConfig(
        data,
        config.net(),
        config.http(),
        config.https(),
        config.rtmp(),
        config.rtmps(),
        config.live(),
        config.ladder(),
        config.dvr(),
        config.channels(),
        config.library(),
        config.uploads(),
        config.transcode(),
        config.webhooks(),
        config.ffmpeg(),
        config.demo(),
        config.log(),
        config.metrics());
  }

  URI http(String path) {
    return URI.create("http://127.0.0.1:" + server.httpPort() + path);
  }

  URI https(String path) {
    var matcher = HTTPS_PORT.matcher(String.join("\n", server.addresses()));
    assertThat(matcher.find()).as("an https address").isTrue();
    return URI.create("https://localhost:" + matcher.group(1) + path);
  }

  /** Of the administrator, as the first start on this folder tells it. */
  String password() {
    var matcher = PASSWORD.matcher(String.join("\n", server.addresses()));
    assertThat(matcher.find()).as("a first start").isTrue();
    return matcher.group(1);
  }

  int rtmpPort() {
    return server.rtmpPort().orElseThrow();
  }

  /** Where to publish and to play; the key may carry a query. */
  String rtmp(String streamKey) {
    return "rtmp://127.0.0.1:%d/live/%s".formatted(rtmpPort(), streamKey);
  }

  /** The same over TLS. */
  String rtmps(String streamKey) {
    var matcher = RTMPS_PORT.matcher(String.join("\n", server.addresses()));
    assertThat(matcher.find()).as("an rtmps address").isTrue();
    return "rtmps://127.0.0.1:%s/live/%s".formatted(matcher.group(1), streamKey);
  }

  /** Asks for a text; any status is an answer. */
  HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(http(path), headers).build(), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> getBytes(URI address, String... headers) throws Exception {
    return client.send(request(address, headers).build(), BodyHandlers.ofByteArray());
  }

  /** Asks with a request of the caller's own making. */
  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  HttpClient client() {
    return client;
  }

  static HttpRequest.Builder request(URI address, String... headers) {
    var request = HttpRequest.newBuilder(address).timeout(Eventually.DEADLINE);
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Blocks until the stream can be played. */
  void awaitOnAir(String stream) throws Exception {
    Eventually.until(
        stream + " on air", () -> get("/live/" + stream + "/index.m3u8").statusCode() == 200);
  }

  /** The value of a meter by its name, with its labels where it has any. */
  double metric(String name) throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no meter " + name));
  }

  /** Blocks until the server has stopped, as after SIGTERM; further calls do nothing. */
  void stop() {
    server.close();
  }

  @Override
  public void close() {
    server.close();
    client.close();
  }
}
