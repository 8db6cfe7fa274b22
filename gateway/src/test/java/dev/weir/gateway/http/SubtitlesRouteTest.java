package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.container.text.Cue;
import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Role;
import dev.weir.library.TextLabel;
import dev.weir.storage.BlobException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtitlesRouteTest {
  private static final String ADDRESS = "/api/v1/assets/a/subtitles";
  private static final String SRT = "1\n00:00:01,000 --> 00:00:02,000\nÄrger\n";

  @TempDir private Path folder;
  private final ListedShelf shelf = new ListedShelf();
  private ApiServer server;

  /** Keeps what it is told; knows the film {@code a} alone. */
  private static final class ListedShelf implements SubtitlesRoute.Shelf {
    private final List<TextLabel> labels = new ArrayList<>();
    private final List<List<Cue>> cues = new ArrayList<>();
    private boolean isFull;

    @Override
    public Optional<Rendition> add(String asset, TextLabel label, List<Cue> said)
        throws IOException {
      if (isFull) {
        throw new BlobException(BlobException.Reason.NO_ROOM, "all.vtt", "the disk is full");
      }
      if (!asset.equals("a")) {
        return Optional.empty();
      }
      labels.add(label);
      cues.add(said);
      return Optional.of(Rendition.text(asset, "text-1", 0, label, 12));
    }

    @Override
    public boolean remove(String asset, String name) {
      return asset.equals("a") && name.equals("text-1");
    }
  }

  @BeforeEach
  void open() throws IOException {
    server = new ApiServer(folder);
    server.listen(List.of(new SubtitlesRoute(server.calls, () -> shelf)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void takesSubtitlesWithWhatIsToldOfThem() throws Exception {
    var answer =
        post(ADDRESS + "?language=ger&label=%20F%C3%BCr%20alle&kind=captions&default=true");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body())
        .contains(
            "\"name\":\"text-1\"",
            "\"kind\":\"text\"",
            "\"language\":\"de\"",
            "\"label\":\"Für alle\"",
            "\"roles\":[\"default\",\"caption\"]",
            "\"state\":\"ready\"");
    assertThat(shelf.labels)
        .containsExactly(
            new TextLabel(
                Optional.of("de"), Optional.of("Für alle"), Set.of(Role.DEFAULT, Role.CAPTION)));
    assertThat(shelf.cues).containsExactly(List.of(new Cue(1000, 2000, "", "Ärger")));
  }

  @Test
  void nothingNeedBeToldOfThem() throws Exception {
    assertThat(post(ADDRESS).statusCode()).isEqualTo(201);
    assertThat(post(ADDRESS + "?language=und&kind=forced").statusCode()).isEqualTo(201);

    assertThat(shelf.labels)
        .containsExactly(
            new TextLabel(Optional.empty(), Optional.empty(), Set.of()),
            new TextLabel(Optional.empty(), Optional.empty(), Set.of(Role.FORCED)));
  }

  @ParameterizedTest
  @CsvSource({
    "?language=x, language is a tag of BCP 47",
    "?language=en_US, language is a tag of BCP 47",
    "?kind=other, 'kind is subtitles, captions or forced'",
    "?default=yes, default is true or false"
  })
  void wrongWordsAreRefused(String query, String detail) throws Exception {
    var answer = post(ADDRESS + query);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(detail);
    assertThat(shelf.labels).isEmpty();
  }

  @Test
  void tellsWhatIsWrongWithAFile() throws Exception {
    assertThat(post(ADDRESS, new byte[0]).body()).contains("The body is empty");
    assertThat(post(ADDRESS, "Once upon a time".getBytes(StandardCharsets.UTF_8)).body())
        .contains("\"status\":400", "no cue found, expected SRT, WebVTT or ASS");
    assertThat(
            post(ADDRESS, "1\n00:00:01,000 --> late\nA\n".getBytes(StandardCharsets.UTF_8)).body())
        .contains("line 2: expected times", "00:00:01,000 --> late");
    assertThat(post(ADDRESS, new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3}).statusCode())
        .isEqualTo(400);
  }

  @Test
  void takesLongFilesUpToALimit() throws Exception {
    var srt = new StringBuilder();
    for (int i = 0; srt.length() < 2 << 20; i++) {
      int second = i % 60;
      srt.append(
          "%d\n00:%02d:%02d,000 --> 00:%02d:%02d,900\n%s\n\n"
              .formatted(i, i / 60 % 60, second, i / 60 % 60, second, "word ".repeat(40)));
    }
    byte[] file = srt.toString().getBytes(StandardCharsets.UTF_8);

    assertThat(post(ADDRESS, file).statusCode()).isEqualTo(201);
    assertThat(post(ADDRESS, new byte[(8 << 20) + 1]).statusCode()).isEqualTo(413);
  }

  @Test
  void onlyTheAdministratorChangesThem() throws Exception {
    var sent = server.request(ADDRESS).POST(BodyPublishers.ofString(SRT));
    byte[] long1 = new byte[4 << 20];

    assertThat(server.send(sent).statusCode()).isEqualTo(401);
    assertThat(
            server
                .send(server.request(ADDRESS).POST(BodyPublishers.ofByteArray(long1)))
                .statusCode())
        .isEqualTo(401);
    assertThat(server.send(server.request(ADDRESS + "/text-1").DELETE()).statusCode())
        .isEqualTo(401);
    assertThat(shelf.labels).isEmpty();
  }

  @Test
  void takesThemAway() throws Exception {
    assertThat(status(server.signedIn(ADDRESS + "/text-1").DELETE())).isEqualTo(204);
    assertThat(status(server.signedIn(ADDRESS + "/text-2").DELETE())).isEqualTo(404);
    assertThat(status(server.signedIn(ADDRESS + "/text-1"))).isEqualTo(405);
    assertThat(status(server.signedIn(ADDRESS))).isEqualTo(405);
  }

  @Test
  void saysWhenItCannot() throws Exception {
    assertThat(post("/api/v1/assets/b/subtitles").statusCode()).isEqualTo(404);

    shelf.isFull = true;

    assertThat(post(ADDRESS).statusCode()).isEqualTo(507);
  }

  private HttpResponse<String> post(String path) throws Exception {
    return post(path, SRT.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(String path, byte[] body) throws Exception {
    return server.send(server.signedIn(path).POST(BodyPublishers.ofByteArray(body)));
  }

  private int status(HttpRequest.Builder request) throws Exception {
    return server.send(request).statusCode();
  }
}
