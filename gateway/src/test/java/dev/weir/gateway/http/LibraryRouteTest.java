package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Asset;
import dev.weir.library.AssetChange;
import dev.weir.library.Assets;
import dev.weir.library.Chapter;
import dev.weir.library.Job;
import dev.weir.library.Jobs;
import dev.weir.library.Positions;
import dev.weir.library.Rendition;
import dev.weir.library.Renditions;
import dev.weir.library.Visibility;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryRouteTest {
  @TempDir private Path folder;
  private ApiServer server;
  private Assets assets;
  private Renditions renditions;
  private Jobs jobs;

  @BeforeEach
  void open() throws IOException {
    server = new ApiServer(folder);
    assets = new Assets(server.database);
    renditions = new Renditions(server.database);
    jobs = new Jobs(server.database);
    var shelves =
        new LibraryRoute.Shelves(
            assets, renditions, jobs, new Positions(server.database), assets::remove, jobs::cancel);
    server.listen(List.of(new LibraryRoute(server.calls, () -> shelves, server.clock)));
    for (String id : List.of("a", "b", "c")) {
      assets.add(
          Asset.waiting(id, "Film " + id, id + ".mkv", 77, 1_000),
          Job.waiting("read-" + id, id, Job.Kind.READ, "", 0, 1_000));
    }
    assets.ready("a", 2_000);
    assets.ready("b", 2_000);
    var hidden =
        new AssetChange(
            Optional.empty(), Optional.of(Visibility.PRIVATE), Optional.empty(), Optional.empty());
    assets.change("b", hidden, 3_000);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void viewersSeeWhatTheyMayWatch() throws Exception {
    String list = server.send(server.request("/api/v1/assets")).body();

    assertThat(list).contains("\"id\":\"a\"", "\"next\":null");
    assertThat(list).doesNotContain("\"id\":\"b\"", "\"id\":\"c\"");
    assertThat(status(server.request("/api/v1/assets/a"))).isEqualTo(200);
    assertThat(status(server.request("/api/v1/assets/b"))).isEqualTo(404);
    assertThat(status(server.request("/api/v1/assets/c"))).isEqualTo(404);
    assertThat(status(server.request("/api/v1/assets/a/jobs"))).isEqualTo(401);
  }

  @Test
  void theAdministratorSeesEverything() throws Exception {
    String first = server.send(server.signedIn("/api/v1/assets?limit=2")).body();

    assertThat(first).contains("\"id\":\"a\"", "\"id\":\"b\"", "\"next\":\"1000_b\"");
    assertThat(server.send(server.signedIn("/api/v1/assets?limit=2&after=1000_b")).body())
        .contains("\"id\":\"c\"", "\"next\":null");
    assertThat(server.send(server.signedIn("/api/v1/assets?state=waiting")).body())
        .contains("\"id\":\"c\"")
        .doesNotContain("\"id\":\"a\"");
    assertThat(server.send(server.signedIn("/api/v1/assets?query=FILM%20B")).body())
        .contains("\"id\":\"b\"")
        .doesNotContain("\"id\":\"a\"");
  }

  @Test
  void takesWhatNoDatabaseTakesForWhatIsSeenOfIt() throws Exception {
    assertThat(server.send(server.request("/api/v1/assets?query=film%00%20a")).body())
        .contains("\"id\":\"a\"");
    assertThat(status(server.request("/api/v1/assets?after=1_%00"))).isEqualTo(400);
    assertThat(status(server.request("/api/v1/assets?after=b"))).isEqualTo(400);
  }

  @Test
  void tellsAllOfAFilm() throws Exception {
    assets.measure("a", 12_345_678, "0", List.of(new Chapter(1_500_000, "Two")));
    renditions.put(
        new Rendition(
            "a",
            "v720",
            0,
            Rendition.Kind.VIDEO,
            "avc1.64001F",
            1280,
            720,
            25,
            0,
            2_000_000,
            Optional.of("en"),
            Optional.empty(),
            Set.of(Rendition.Role.DEFAULT, Rendition.Role.COMMENTARY),
            0,
            Rendition.State.MAKING));
    jobs.add(List.of(Job.waiting("v", "a", Job.Kind.VIDEO, "pass-0", 1, 1_000).of(0, 5)));
    Job read = jobs.claim("me", 1_000, 2_000).orElseThrow();
    jobs.finish(read, "me");

    assertThat(server.send(server.request("/api/v1/assets/a")).body())
        .isEqualTo(
            "{\"id\":\"a\",\"title\":\"Film a\",\"fileName\":\"a.mkv\",\"state\":\"ready\","
                + "\"reason\":null,\"visibility\":\"public\",\"downloads\":\"denied\","
                + "\"priority\":\"normal\",\"createdAt\":\"1970-01-01T00:00:01Z\","
                + "\"durationSeconds\":12.345678,\"sizeBytes\":77,\"progress\":0.16666666666666666,"
                + "\"renditions\":[{\"name\":\"v720\",\"kind\":\"video\",\"codec\":\"avc1.64001F\","
                + "\"width\":1280,\"height\":720,\"frameRate\":25.0,\"channels\":null,"
                + "\"bitrateBps\":2000000,\"language\":\"en\",\"label\":null,"
                + "\"roles\":[\"default\",\"commentary\"],\"sizeBytes\":0,"
                + "\"state\":\"making\",\"progress\":0.0}],"
                + "\"chapters\":[{\"startSeconds\":1.5,\"title\":\"Two\"}]}");
  }

  @Test
  void theListShowsEachFilmAsItsOwnAddressDoes() throws Exception {
    assets.measure("c", 1_000_000, "0", List.of(new Chapter(0, "One")));

    String list = server.send(server.signedIn("/api/v1/assets")).body();

    for (String id : List.of("a", "b", "c")) {
      assertThat(list).contains(server.send(server.signedIn("/api/v1/assets/" + id)).body());
    }
  }

  @Test
  void theAdministratorChangesAFilm() throws Exception {
    assertThat(status(patch(server.request("/api/v1/assets/a"), "{\"title\":\"x\"}")))
        .isEqualTo(401);

    var renamed = server.send(patch(server.signedIn("/api/v1/assets/a"), "{\"title\":\" Neu \"}"));
    var hidden =
        server.send(patch(server.signedIn("/api/v1/assets/a"), "{\"visibility\":\"private\"}"));
    var urgent = server.send(patch(server.signedIn("/api/v1/assets/a"), "{\"priority\":\"high\"}"));

    assertThat(renamed.body()).contains("\"title\":\"Neu\"", "\"visibility\":\"public\"");
    assertThat(urgent.body()).contains("\"visibility\":\"private\"", "\"priority\":\"high\"");
    var allowed =
        server.send(patch(server.signedIn("/api/v1/assets/a"), "{\"downloads\":\"allowed\"}"));
    assertThat(allowed.body()).contains("\"visibility\":\"private\"", "\"downloads\":\"allowed\"");
    assertThat(hidden.body()).contains("\"title\":\"Neu\"", "\"visibility\":\"private\"");
    assertThat(status(server.request("/api/v1/assets/a"))).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\" \"}",
        "{\"visibility\":\"secret\"}",
        "{\"priority\":\"1\"}",
        "{\"name\":\"x\"}",
        "x"
      })
  void wrongChangesAreRefused(String change) throws Exception {
    assertThat(status(patch(server.signedIn("/api/v1/assets/a"), change))).isEqualTo(400);
  }

  @Test
  void theAdministratorRemovesAFilm() throws Exception {
    assertThat(status(server.request("/api/v1/assets/a").DELETE())).isEqualTo(401);

    assertThat(status(server.signedIn("/api/v1/assets/a").DELETE())).isEqualTo(204);

    assertThat(status(server.signedIn("/api/v1/assets/a").DELETE())).isEqualTo(404);
  }

  @Test
  void theAdministratorCallsOffAndTriesAgain() throws Exception {
    assertThat(server.send(post("/api/v1/assets/c/cancel")).body()).isEqualTo("{\"jobs\":1}");
    assertThat(server.send(server.signedIn("/api/v1/assets/c/jobs")).body())
        .contains("\"state\":\"parked\"", "\"log\":\"Called off.\"");
    assertThat(server.send(post("/api/v1/assets/c/retry")).body()).isEqualTo("{\"jobs\":1}");
    assertThat(server.send(post("/api/v1/assets/none/retry")).statusCode()).isEqualTo(404);
  }

  @Test
  void aViewerGoesOnWhereTheyLeft() throws Exception {
    String path = "/api/v1/assets/a/position";
    String me = "0123456789abcdef";

    assertThat(status(server.request(path))).isEqualTo(400);
    assertThat(position(path, me)).isEqualTo("{\"seconds\":0.0}");
    var put =
        server
            .request(path)
            .header("Weir-Viewer", me)
            .PUT(BodyPublishers.ofString("{\"seconds\":61.5}"));
    assertThat(status(put)).isEqualTo(204);

    assertThat(position(path, me)).isEqualTo("{\"seconds\":61.5}");
    assertThat(position(path, "fedcba9876543210")).isEqualTo("{\"seconds\":0.0}");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/assets?limit=0, 400",
    "/api/v1/assets?limit=x, 400",
    "/api/v1/assets?state=lost, 400",
    "/api/v1/assets/a/nothing, 404"
  })
  void whatItDoesNotKnowIsAProblem(String path, int status) throws Exception {
    assertThat(status(server.request(path))).isEqualTo(status);
  }

  private String position(String path, String viewer) throws Exception {
    HttpResponse<String> answer = server.send(server.request(path).header("Weir-Viewer", viewer));
    return answer.body();
  }

  private HttpRequest.Builder post(String path) {
    return server.signedIn(path).POST(BodyPublishers.noBody());
  }

  private static HttpRequest.Builder patch(HttpRequest.Builder request, String body) {
    return request.method("PATCH", BodyPublishers.ofString(body));
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return server.send(request).statusCode();
  }
}
