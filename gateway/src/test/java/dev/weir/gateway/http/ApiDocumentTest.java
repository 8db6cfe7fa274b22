package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.channel.health.Severity;
import dev.weir.container.text.Cue;
import dev.weir.library.Asset;
import dev.weir.library.AssetState;
import dev.weir.library.Assets;
import dev.weir.library.Chapter;
import dev.weir.library.Downloads;
import dev.weir.library.Job;
import dev.weir.library.Jobs;
import dev.weir.library.Positions;
import dev.weir.library.Priority;
import dev.weir.library.Rendition;
import dev.weir.library.Renditions;
import dev.weir.library.TextLabel;
import dev.weir.library.Visibility;
import dev.weir.stream.StreamState;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what the API answers to what its document tells. */
class ApiDocumentTest {
  private final ApiDocument document = ApiDocument.load();
  @TempDir private Path folder;

  @Test
  void tellsWhatTheLibraryAnswers() throws Exception {
    try (var server = new ApiServer(folder)) {
      var route = library(server);
      server.listen(List.of(route));

      get(server, "/api/v1/assets?limit=1", "/api/v1/assets");
      get(server, "/api/v1/assets?limit=0", "/api/v1/assets");
      get(server, "/api/v1/assets/a", "/api/v1/assets/{id}");
      get(server, "/api/v1/assets/none", "/api/v1/assets/{id}");
      get(server, "/api/v1/assets/a/jobs", "/api/v1/assets/{id}/jobs");
      send(server, "PATCH", "/api/v1/assets/a", "/api/v1/assets/{id}", "{\"title\":\"Neu\"}");
      send(server, "PATCH", "/api/v1/assets/a", "/api/v1/assets/{id}", "{\"title\":\"\"}");
      send(server, "POST", "/api/v1/assets/a/cancel", "/api/v1/assets/{id}/cancel", "");
      send(server, "POST", "/api/v1/assets/a/retry", "/api/v1/assets/{id}/retry", "");
      String position = "/api/v1/assets/{id}/position";
      send(server, "PUT", "/api/v1/assets/a/position", position, "{\"seconds\":61.5}");
      get(server, "/api/v1/assets/a/position", position);
      send(server, "DELETE", "/api/v1/assets/a", "/api/v1/assets/{id}", "");

      assertThat(document.answered()).containsExactlyInAnyOrderElementsOf(route.operations().all());
    }
  }

  /** With one film that has all that a film may have, and one that has nothing. */
  private static LibraryRoute library(ApiServer server) {
    var assets = new Assets(server.database);
    var renditions = new Renditions(server.database);
    var jobs = new Jobs(server.database);
    for (String id : List.of("a", "b")) {
      assets.add(
          Asset.waiting(id, "Film " + id, id + ".mkv", 77, 1_000),
          Job.waiting(id + ".read", id, Job.Kind.READ, "", 0, 1_000));
    }
    assets.measure("a", 12_345_678, "0", List.of(new Chapter(1_500_000, "Two")));
    for (Rendition.Kind kind : Rendition.Kind.values()) {
      renditions.put(rendition(kind));
    }
    jobs.add(List.of(Job.waiting("a.v", "a", Job.Kind.VIDEO, "video", 3, 1_000).of(0, 5)));
    Job read = jobs.claim("me", 1_000, 2_000).orElseThrow();
    jobs.fail(read, "me", "No such codec", 5_000);
    var shelves =
        new LibraryRoute.Shelves(
            assets, renditions, jobs, new Positions(server.database), assets::remove, jobs::cancel);
    return new LibraryRoute(server.calls, () -> shelves, server.clock);
  }

  private static Rendition rendition(Rendition.Kind kind) {
    return new Rendition(
        "a",
        kind.name().toLowerCase(Locale.ROOT),
        0,
        kind,
        "avc1.64001F",
        1280,
        720,
        25,
        2,
        2_000_000,
        Optional.of("en"),
        Optional.empty(),
        Set.of(Rendition.Role.DEFAULT),
        0,
        Rendition.State.MAKING);
  }

  @Test
  void tellsWhatSubtitlesAnswer() throws Exception {
    try (var server = new ApiServer(folder)) {
      var route = new SubtitlesRoute(server.calls, OneFilm::new);
      server.listen(List.of(route));
      String all = "/api/v1/assets/{id}/subtitles";
      String srt = "1\n00:00:01,000 --> 00:00:02,000\nHello\n";

      send(server, "POST", "/api/v1/assets/a/subtitles?language=de", all, srt);
      send(server, "POST", "/api/v1/assets/a/subtitles?kind=x", all, srt);
      send(server, "POST", "/api/v1/assets/b/subtitles", all, srt);
      send(server, "DELETE", "/api/v1/assets/a/subtitles/text", all + "/{name}", "");
      send(server, "DELETE", "/api/v1/assets/a/subtitles/other", all + "/{name}", "");

      assertThat(document.answered()).containsExactlyInAnyOrderElementsOf(route.operations().all());
    }
  }

  /** The film {@code a} with the subtitles {@code text}. */
  private static final class OneFilm implements SubtitlesRoute.Shelf {
    @Override
    public Optional<Rendition> add(String asset, TextLabel label, List<Cue> cues) {
      return asset.equals("a")
          ? Optional.of(Rendition.text(asset, "text", 0, label, 100))
          : Optional.empty();
    }

    @Override
    public boolean remove(String asset, String name) {
      return asset.equals("a") && name.equals("text");
    }
  }

  @Test
  void tellsWhatAccountsAnswer() throws Exception {
    try (var server = new ApiServer(folder)) {
      var route = new AccountRoute(server.calls);
      server.listen(List.of(route));
      String signIn = "{\"name\":\"admin\",\"password\":\"%s\"}";

      get(server, "/api/v1/session", "/api/v1/session");
      document.check("GET /api/v1/session", server.send(server.request("/api/v1/session")));
      send(server, "POST", "/api/v1/session", "/api/v1/session", signIn.formatted("wrong"));
      send(server, "POST", "/api/v1/session", "/api/v1/session", signIn.formatted(server.password));
      send(server, "DELETE", "/api/v1/session", "/api/v1/session", "");
      var made = send(server, "POST", "/api/v1/tokens", "/api/v1/tokens", "{\"title\":\"mine\"}");
      assertThat(made.body()).contains("wt_");
      var all = get(server, "/api/v1/tokens", "/api/v1/tokens");
      String id = all.body().replaceFirst(".*?\"id\":\"([^\"]+)\".*", "$1");
      send(server, "DELETE", "/api/v1/tokens/" + id, "/api/v1/tokens/{id}", "");
      String change = "{\"current\":\"%s\",\"next\":\"0123456789\"}".formatted(server.password);
      send(server, "PUT", "/api/v1/password", "/api/v1/password", change);

      assertThat(document.answered()).containsExactlyInAnyOrderElementsOf(route.operations().all());
    }
  }

  @Test
  void tellsWhatChannelsAnswer() throws Exception {
    String one = "/api/v1/channels/{name}";
    try (var server = new ApiServer(folder);
        var live = new LiveServer()) {
      var route = new KeptChannels(server, live).route;
      server.listen(List.of(route));
      live.onAir();

      String demo = "{\"name\":\"demo\"}";
      var made = send(server, "POST", "/api/v1/channels", "/api/v1/channels", demo);
      send(server, "POST", "/api/v1/channels", "/api/v1/channels", demo);
      send(server, "POST", "/api/v1/channels", "/api/v1/channels", "{}");
      get(server, "/api/v1/channels?limit=1", "/api/v1/channels");
      get(server, "/api/v1/channels?limit=0", "/api/v1/channels");
      get(server, "/api/v1/channels/demo", one);
      get(server, "/api/v1/channels/filed", one);
      get(server, "/api/v1/channels/none", one);
      send(server, "PATCH", "/api/v1/channels/demo", one, "{\"title\":\"Demo\",\"dvr\":\"2h\"}");
      send(server, "PATCH", "/api/v1/channels/filed", one, "{}");
      send(server, "POST", "/api/v1/channels/demo/keys", one + "/keys", "{\"label\":\"new\"}");
      String id = made.body().replaceFirst(".*\"keys\":\\[\\{\"id\":\"([^\"]+)\".*", "$1");
      String key = "/api/v1/channels/demo/keys/" + id;
      send(server, "POST", key + "/reveal", one + "/keys/{id}/reveal", "");
      send(server, "DELETE", key, one + "/keys/{id}", "");
      send(server, "DELETE", key, one + "/keys/{id}", "");
      send(server, "DELETE", "/api/v1/channels/demo", one, "");

      assertThat(document.answered()).containsExactlyInAnyOrderElementsOf(route.operations().all());
    }
  }

  @Test
  void tellsWhatUploadsAnswer() throws Exception {
    String one = "/api/v1/uploads/{id}";
    byte[] bytes = "film".getBytes(StandardCharsets.UTF_8);
    try (var server = new UploadServer(folder)) {
      document.check(
          "OPTIONS /api/v1/uploads",
          server.send(server.bare("/api/v1/uploads").method("OPTIONS", BodyPublishers.noBody())));
      document.check(
          "POST /api/v1/uploads",
          server.send(
              server
                  .request("/api/v1/uploads")
                  .header("Upload-Length", "4")
                  .POST(BodyPublishers.noBody())));
      String address = server.create(bytes.length);
      document.check("HEAD " + one, server.head(address));
      document.check("PATCH " + one, server.send(server.patch(address, 9, bytes)));
      document.check("PATCH " + one, server.send(server.patch(address, 0, bytes)));
      document.check("DELETE " + one, server.delete(server.create(4)));
      document.check("DELETE " + one, server.delete("/api/v1/uploads/none"));

      assertThat(document.answered())
          .containsExactlyInAnyOrderElementsOf(server.route.operations().all());
    }
  }

  @Test
  void tellsWhatStreamsAnswer() throws Exception {
    try (var server = new LiveServer()) {
      get(server, "/api/v1/live/demo", "/api/v1/live/{name}");
      server.onAir();

      get(server, "/api/v1/live", "/api/v1/live");
      get(server, "/api/v1/live/demo", "/api/v1/live/{name}");
      get(server, "/api/v1/live/demo/health", "/api/v1/live/{name}/health");
      get(server, "/api/v1/live/demo/health?since=x", "/api/v1/live/{name}/health");
      get(server, "/api/v1/live/demo/dvr", "/api/v1/live/{name}/dvr");
      get(server, "/api/v1/server", "/api/v1/server");
      get(server, "/api/v1/time", "/api/v1/time");
      get(server, "/api/v1/openapi.yaml", "/api/v1/openapi.yaml");

      assertThat(document.answered())
          .containsExactlyInAnyOrderElementsOf(server.gateway.operations());
    }
  }

  @Test
  void isServedWithATagAndCompressed() throws Exception {
    try (var server = new LiveServer()) {
      HttpResponse<String> answer = server.get("/api/v1/openapi.yaml");

      assertThat(answer.body()).startsWith("openapi: 3.1.");
      assertThat(answer.headers().firstValue("content-type")).contains("application/yaml");
      assertThat(answer.headers().firstValue("cache-control")).contains("public, max-age=300");
      String tag = answer.headers().firstValue("etag").orElseThrow();
      assertThat(server.get("/api/v1/openapi.yaml", "If-None-Match", tag).statusCode())
          .isEqualTo(304);
      assertThat(server.get("/api/v1/openapi.yaml", "Accept-Encoding", "gzip").headers().map())
          .containsEntry("content-encoding", List.of("gzip"));
    }
  }

  @Test
  void knowsTheWordsOfTheCode() {
    assertWords("AssetState", AssetState.values());
    assertWords("Visibility", Visibility.values());
    assertWords("Downloads", Downloads.values());
    assertWords("Rendition/properties/roles/items", Rendition.Role.values());
    assertWords("Priority", Priority.values());
    assertWords("Rendition/properties/kind", Rendition.Kind.values());
    assertWords("Rendition/properties/state", Rendition.State.values());
    assertWords("Job/properties/kind", Job.Kind.values());
    assertWords("Job/properties/state", Job.State.values());
    assertWords("Severity", Severity.values());
    assertWords(
        "Stream/properties/state", StreamState.LIVE, StreamState.INTERRUPTED, StreamState.ENDED);
  }

  private void assertWords(String pointer, Enum<?>... constants) {
    var words = new ArrayList<String>();
    document.words(pointer).forEach(word -> words.add(word.asString()));
    assertThat(words)
        .as(pointer)
        .containsExactlyElementsOf(
            Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void itsExamplesAreWhatItTells() {
    document
        .root()
        .at("/components/schemas")
        .properties()
        .forEach(schema -> {
          if (schema.getValue().has("example") && schema.getValue().has("properties")) {
            document.check(schema.getKey(), schema.getValue().get("example").toString());
          }
        });
  }

  @Test
  void aFieldMoreOrLessIsFound() {
    document.check("Position", "{\"seconds\":1}");

    assertThatThrownBy(() -> document.check("Position", "{\"seconds\":1,\"more\":2}"))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> document.check("Position", "{}")).isInstanceOf(AssertionError.class);
  }

  private HttpResponse<String> get(ApiServer server, String path, String template)
      throws Exception {
    return send(server, "GET", path, template, "");
  }

  private void get(LiveServer server, String path, String template) throws Exception {
    document.check("GET " + template, server.get(path));
  }

  private HttpResponse<String> send(
      ApiServer server, String method, String path, String template, String body) throws Exception {
    BodyPublisher publisher =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        server.signedIn(path).header("Weir-Viewer", "0123456789abcdef").method(method, publisher);
    HttpResponse<String> answer = server.send(request);
    document.check(method + " " + template, answer);
    return answer;
  }
}
