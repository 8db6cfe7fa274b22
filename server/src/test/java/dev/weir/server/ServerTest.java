package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.SystemClock;
import dev.weir.server.config.ConfigLoader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ServerTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path data;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = start(data.resolve("first"), "https.enabled=true", "https.port=0");
  }

  @AfterAll
  static void stop() {
    server.close();
    CLIENT.close();
  }

  @Test
  void isAliveAndReadyOnceStarted() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsThisMachineItsMetrics() throws Exception {
    try (var unasked = start(data.resolve("unasked"))) {
      assertThat(get(unasked, "/metrics").body())
          .contains("jvm_memory_used_bytes")
          .contains("weir_http_connections{listener=\"http\"} 1")
          .contains("weir_access_denied_total{code=\"KEY_WRONG\"} 0");
    }
  }

  @Test
  void tellsInItsDocumentWhatItCanBeAsked() throws Exception {
    var methods = Set.of("get", "put", "post", "delete", "options", "head", "patch");
    JsonNode paths =
        YAMLMapper.builder().build().readTree(get("/api/v1/openapi.yaml").body()).get("paths");
    var told = new ArrayList<String>();
    paths.forEachEntry((path, item) ->
        item.propertyStream()
            .filter(entry -> methods.contains(entry.getKey()))
            .forEach(entry -> told.add(entry.getKey().toUpperCase(Locale.ROOT) + " " + path)));

    assertThat(told).containsExactlyInAnyOrderElementsOf(server.operations());
  }

  @Test
  void tellsNobodyBehindAProxyItsMetrics() throws Exception {
    assertThat(get("/metrics", "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(403);
  }

  @Test
  void answers404ForWhatNobodyServes() throws Exception {
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void namesItsAddresses() {
    assertThat(server.addresses().getFirst())
        .isEqualTo("Watch at http://localhost:" + server.httpPort() + "/");
  }

  @Test
  void saysWhichPortIsInUse() {
    assertThatThrownBy(() -> start("http.port=" + server.httpPort()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(":" + server.httpPort())
        .hasMessageContaining("in use");
  }

  @Test
  void letsNobodyPublishWithoutAKeyOnceThereIsAProxy() throws Exception {
    assertThat(get("/api/v1/server").body()).contains("\"publishWithoutKey\":\"loopback\"");
    try (var proxied = start("http.trusted-proxies=10.0.0.0/8")) {
      assertThat(get(proxied, "/api/v1/server").body()).contains("\"publishWithoutKey\":\"never\"");
      assertThatThrownBy(proxied::startDemo)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("http.trusted-proxies");
    }
  }

  @Test
  void staysReadyWithoutMemoryForAnotherStreamAndSaysSo() throws Exception {
    assertThat(get("/readyz").body()).isEqualTo("ready\n");
    try (var full = start("live.memory=16MiB", "live.stream-memory=16MiB")) {
      assertThat(get(full, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(full, "/readyz").body()).contains("without memory for another stream");
      assertThat(get(full, "/metrics").body())
          .contains("weir_memory_limit_bytes 1.6777216E7", "weir_memory_refusals_total 0.0");
    }
  }

  @Test
  void saysWhyTheDemoCannotPublishToAChannelWithKeys() throws Exception {
    try (var keyed = start("channels.demo.keys=secret")) {
      assertThatThrownBy(keyed::startDemo)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("channels.demo.keys");
    }
  }

  @Test
  void saysThatAnotherServerHasTheDataFolder() {
    assertThatThrownBy(() -> start(data.resolve("first")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(data.resolve("first").toString())
        .hasMessageContaining("--data");
  }

  @Test
  void givesTheDataFolderBack() throws Exception {
    start(data.resolve("again")).close();
    start(data.resolve("again")).close();
  }

  /** One with a data folder of its own. */
  private static Server start(String... settings) throws Exception {
    return start(Files.createTempDirectory(data, "server"), settings);
  }

  private static Server start(Path folder, String... settings) throws Exception {
    var loader =
        new ConfigLoader()
            .assignments(
                List.of(
                    "http.host=127.0.0.1",
                    "http.port=0",
                    "https.enabled=false",
                    "rtmp.port=0",
                    "rtmps.port=0",
                    "data=" + folder,
                    "net.loops=1"))
            .assignments(List.of(settings));
    return Server.start(loader.load(), new SystemClock());
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    return get(server, path, headers);
  }

  private static HttpResponse<String> get(Server asked, String path, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d%s".formatted(asked.httpPort(), path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }
}
