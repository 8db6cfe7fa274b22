package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;

/** The films of a server on this machine, as its owner sees them. Confined to one test. */
final class FilmLibrary implements AutoCloseable {
  private final Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  FilmLibrary(Path data) {
    this.data = data;
  }

  /** What is done when a film has a name, and before it comes. */
  interface Beforehand {
    void tell(String id) throws IOException;
  }

  /** Sends a film in one piece; its name. */
  String send(byte[] film, Beforehand beforehand) throws Exception {
    try (var sender = new TusSender(data)) {
      sender.begin(film.length);
      beforehand.tell(sender.asset());
      assertThat(sender.send(film, 0, film.length)).isEqualTo(204);
      return sender.asset();
    }
  }

  /** What the server says of it, as JSON. */
  String facts(String id) throws IOException, InterruptedException {
    return get("/api/v1/assets/" + id);
  }

  /** What has been done for it and what is to be done, as JSON. */
  String jobs(String id) throws IOException, InterruptedException {
    return get("/api/v1/assets/" + id + "/jobs");
  }

  private String get(String path) throws IOException, InterruptedException {
    var request = LocalAccess.of(data).request(path).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /**
   * Has it as its owner wants it.
   *
   * @param wanted as JSON
   */
  void change(String id, String wanted) throws IOException, InterruptedException {
    var request =
        LocalAccess.of(data)
            .request("/api/v1/assets/" + id)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(wanted));
    assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Has what is parked tried again. */
  void retry(String id) throws IOException, InterruptedException {
    var request =
        LocalAccess.of(data)
            .request("/api/v1/assets/" + id + "/retry")
            .POST(BodyPublishers.noBody());
    assertThat(client.send(request.build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /** Whether every quality of it is ready. */
  boolean isMade(String id) throws IOException, InterruptedException {
    String facts = facts(id);
    return facts.contains("\"state\":\"ready\"")
        && facts.contains("\"progress\":null,\"renditions\"")
        && !facts.contains("\"making\"")
        && !facts.contains("\"failed\"");
  }

  /** What a rendition shows over HLS. */
  Frames pictures(String id, String rendition) throws IOException {
    String url = LocalAccess.of(data).url() + "/vod/" + id + "/" + rendition + "/index.m3u8";
    return Frames.pictures(new Frames.Source(List.of(), url, List.of()));
  }

  @Override
  public void close() {
    client.close();
  }
}
