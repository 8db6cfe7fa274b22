package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.access.PublishKey;
import dev.weir.access.Secret;
import dev.weir.library.StreamKeys;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelsRouteTest {
  private static final String ALL = "/api/v1/channels";
  private static final String MADE = ALL + "/made";

  @TempDir private Path folder;
  private ApiServer server;
  private LiveServer live;
  private KeptChannels kept;

  @BeforeEach
  void open() throws IOException {
    server = new ApiServer(folder);
    live = new LiveServer();
    kept = new KeptChannels(server, live);
    server.listen(List.of(kept.route));
  }

  @AfterEach
  void close() {
    live.close();
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    HttpRequest.Builder request = server.signedIn(path);
    return server.send(
        request.method(
            method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private int status(String method, String path, String body) throws Exception {
    return send(method, path, body).statusCode();
  }

  private String make(String name) throws Exception {
    return send("POST", ALL, "{\"name\":\"%s\"}".formatted(name)).body();
  }

  private static String keyOf(String channel) {
    return channel.replaceFirst(".*\"keys\":\\[\\{\"id\":\"([^\"]+)\".*", "$1");
  }

  private String reveal(String name, String key) throws Exception {
    return send("POST", ALL + "/" + name + "/keys/" + key + "/reveal", "")
        .body()
        .replaceFirst(".*\"key\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void onlyWhoIsSignedInSeesChannels() throws Exception {
    make("made");

    assertThat(server.send(server.request(ALL)).statusCode()).isEqualTo(401);
    assertThat(server.send(server.request(MADE)).statusCode()).isEqualTo(401);
    assertThat(
            server
                .send(
                    server
                        .request(MADE + "/keys/x/reveal")
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aNewChannelHasAKeyThatIsToldWhenAsked() throws Exception {
    HttpResponse<String> made =
        send("POST", ALL, "{\"name\":\"made\",\"title\":\" Made \",\"keyLabel\":\"studio\"}");

    assertThat(made.statusCode()).isEqualTo(201);
    String id = keyOf(made.body());
    assertThat(made.body())
        .isEqualTo(
            "{\"name\":\"made\",\"title\":\"Made\",\"fixed\":false,\"secondPublisher\":\"default\","
                + "\"dvr\":\"default\",\"ladder\":\"default\",\"ladderRuns\":\"default\","
                + "\"record\":\"off\",\"createdAt\":\"2025-11-20T22:00:00Z\","
                + "\"changedAt\":\"2025-11-20T22:00:00Z\",\"keys\":[{\"id\":\""
                + id
                + "\",\"label\":\"studio\",\"createdAt\":\"2025-11-20T22:00:00Z\","
                + "\"usedAt\":null}],\"live\":null}");
    String secret = reveal("made", id);
    assertThat(secret).startsWith("wk_").hasSize(39);
    assertThat(live.directory.find(Secret.of(secret))).contains(new PublishKey("made", id));
    assertThat(send("GET", ALL, "").body() + send("GET", MADE, "").body()).doesNotContain(secret);
  }

  @Test
  void aNameIsTakenOnce() throws Exception {
    make("made");

    assertThat(status("POST", ALL, "{\"name\":\"made\"}")).isEqualTo(409);
    assertThat(status("POST", ALL, "{\"name\":\"filed\"}")).isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"name\":\"\"}",
        "{\"name\":\"wk_x\"}",
        "{\"name\":\"a/b\"}",
        "{\"name\":\"..\"}",
        "{\"name\":\"a\",\"more\":1}",
        "{\"name\":\"a\",\"dvr\":\"-1s\"}",
        "{\"name\":\"a\",\"dvr\":\"999999999d\"}",
        "{\"name\":\"a\",\"dvr\":\"1 h\"}",
        "{\"name\":\"a\",\"ladder\":\"721\"}",
        "{\"name\":\"a\",\"ladder\":\"\"}",
        "{\"name\":\"a\",\"ladderRuns\":\"never\"}",
        "{\"name\":\"a\",\"secondPublisher\":\"REFUSE\"}",
        "{\"name\":\"a\",\"record\":\"default\"}"
      })
  void whatIsNoChannelIsRefused(String body) throws Exception {
    HttpResponse<String> answer = send("POST", ALL, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("content-type").orElse("")).contains("problem+json");
    assertThat(live.directory.find("a")).isEmpty();
  }

  @Test
  void textsHaveAnEnd() throws Exception {
    make("made");

    assertThat(status("PATCH", MADE, "{\"title\":\"%s\"}".formatted("x".repeat(200))))
        .isEqualTo(200);
    assertThat(status("PATCH", MADE, "{\"title\":\"%s\"}".formatted("x".repeat(201))))
        .isEqualTo(400);
    assertThat(status("POST", MADE + "/keys", "{\"label\":\"%s\"}".formatted("x".repeat(101))))
        .isEqualTo(400);
  }

  @Test
  void whatIsSaidAloneChanges() throws Exception {
    make("made");

    send("PATCH", MADE, "{\"title\":\"Made\",\"dvr\":\"120min\",\"ladder\":\"480,720\"}");
    String changed =
        send("PATCH", MADE, "{\"secondPublisher\":\"take-over\",\"record\":\"on\"}").body();

    assertThat(changed)
        .contains(
            "\"title\":\"Made\"",
            "\"secondPublisher\":\"take-over\"",
            "\"dvr\":\"2h\"",
            "\"ladder\":\"720,480\"",
            "\"ladderRuns\":\"default\"",
            "\"record\":\"on\"");
    assertThat(send("PATCH", MADE, "{\"title\":\"\",\"dvr\":\"default\"}").body())
        .contains("\"title\":null", "\"dvr\":\"default\"", "\"ladder\":\"720,480\"");
    assertThat(send("PATCH", MADE, "{\"dvr\":\"off\"}").body()).contains("\"dvr\":\"off\"");
    assertThat(send("PATCH", MADE, "{\"dvr\":\"all\"}").body()).contains("\"dvr\":\"all\"");
    assertThat(status("PATCH", MADE, "{\"name\":\"other\"}")).isEqualTo(400);
  }

  @Test
  void whatTheFileHasIsShownAndNotChanged() throws Exception {
    String filed = send("GET", ALL + "/filed", "").body();

    assertThat(filed).contains("\"fixed\":true", "\"createdAt\":null", "\"id\":\"1\"");
    for (String[] change :
        List.of(
            new String[] {"PATCH", "", "{}"},
            new String[] {"DELETE", "", ""},
            new String[] {"POST", "/keys", "{}"},
            new String[] {"DELETE", "/keys/1", ""},
            new String[] {"POST", "/keys/1/reveal", ""})) {
      HttpResponse<String> answer = send(change[0], ALL + "/filed" + change[1], change[2]);
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.body()).contains("It is in the configuration file");
    }
  }

  @Test
  void keysComeAndGo() throws Exception {
    String first = keyOf(make("made"));
    String secret = reveal("made", first);

    for (int i = 1; i < StreamKeys.MOST; i++) {
      assertThat(status("POST", MADE + "/keys", "{}")).isEqualTo(201);
    }
    assertThat(status("POST", MADE + "/keys", "{}")).isEqualTo(409);
    assertThat(status("DELETE", MADE + "/keys/" + first, "")).isEqualTo(204);
    assertThat(status("DELETE", MADE + "/keys/" + first, "")).isEqualTo(404);

    assertThat(kept.revoked).containsExactly(new PublishKey("made", first));
    assertThat(live.directory.find(Secret.of(secret))).isEmpty();
    assertThat(status("POST", MADE + "/keys", "{\"label\":\"new\"}")).isEqualTo(201);
  }

  @Test
  void aChannelGoes() throws Exception {
    make("made");

    assertThat(status("DELETE", MADE, "")).isEqualTo(204);
    assertThat(status("DELETE", MADE, "")).isEqualTo(404);
    assertThat(status("GET", MADE, "")).isEqualTo(404);
    assertThat(status("PATCH", MADE, "{}")).isEqualTo(404);
  }

  @Test
  void listsInPages() throws Exception {
    make("b");
    make("a");

    assertThat(send("GET", ALL + "?limit=2", "").body())
        .contains("\"name\":\"a\"", "\"name\":\"b\"", "\"next\":\"b\"");
    assertThat(send("GET", ALL + "?limit=2&after=b", "").body())
        .contains("\"name\":\"filed\"", "\"next\":null");
    assertThat(send("GET", ALL + "?query=FIL", "").body())
        .contains("\"name\":\"filed\"")
        .doesNotContain("\"name\":\"a\"");
    assertThat(status("GET", ALL + "?limit=101", "")).isEqualTo(400);
  }

  @Test
  void tellsWhichIsOnAir() throws Exception {
    make(LiveServer.NAME.value());
    live.onAir();

    assertThat(send("GET", ALL + "/" + LiveServer.NAME, "").body())
        .contains("\"live\":{\"state\":\"live\",\"onAirSince\":\"2025-11-20T22:00:00Z\",");
    send("PATCH", ALL + "/" + LiveServer.NAME, "{\"title\":\"Mein Kanal\"}");
    assertThat(live.get("/api/v1/live").body()).contains("\"title\":\"Mein Kanal\"");
    assertThat(live.get("/api/v1/live/" + LiveServer.NAME).body())
        .contains("\"title\":\"Mein Kanal\"");
  }
}
