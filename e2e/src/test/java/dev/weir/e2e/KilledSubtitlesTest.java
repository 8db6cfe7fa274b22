package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.server.importing.ServerAccess;
import dev.weir.server.importing.ServerAccess.Door;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subtitles that are sent while the server is killed. */
class KilledSubtitlesTest {
  private static final int ROUNDS = 4;
  private static final Pattern TEXT = Pattern.compile("\"name\":\"(text-[^\"]+)\"");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void areThereOnceTheyWereAcknowledgedAndNeverInPart() throws Exception {
    Path data = folder.resolve("data");
    try (var server = ServerProcess.start(data, List.of())) {
      String asset = imported(data);
      for (int round = 0; round < ROUNDS; round++) {
        HttpResponse<String> added =
            client.send(post(asset, "said", round), BodyHandlers.ofString());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        CompletableFuture<?> cut =
            client.sendAsync(post(asset, "cut", round), BodyHandlers.ofString());

        server.killAndRestart();

        cut.exceptionally(_ -> null).get();
        List<String> texts = texts(server, asset);
        String acknowledged = "said %d to its".formatted(round);
        assertThat(texts).anySatisfy(text -> assertThat(text).contains(acknowledged));
        assertThat(texts).allSatisfy(text -> assertThat(text).endsWith("to its end\n"));
        assertThat(client.send(post(asset, "cut", round), BodyHandlers.ofString()).statusCode())
            .isEqualTo(201);
      }
      assertThat(texts(server, asset)).hasSize(2 * ROUNDS).doesNotHaveDuplicates();
    } finally {
      client.shutdownNow();
    }
  }

  private String imported(Path data) throws Exception {
    Path film =
        FfmpegMedia.make(
            folder.resolve("film.mp4"),
            List.of(
                "-f lavfi -i testsrc2=s=128x72:d=2:r=25 -c:v libx264 -preset ultrafast"
                    .split(" ")));
    try (var sender = ImportProcess.start("--data", data.toString(), "--wait", film.toString())) {
      assertThat(sender.await()).as(sender.complaints()).isZero();
      String said = sender.said().strip();
      return said.substring(said.lastIndexOf('/') + 1);
    }
  }

  private HttpRequest post(String asset, String word, int round) throws IOException {
    Door door = new ServerAccess.Local(folder.resolve("data")).now();
    var srt = new StringBuilder();
    for (int i = 1; i <= 2000; i++) {
      int second = i % 60;
      srt.append(
          "%d\n00:%02d:%02d,000 --> 00:%02d:%02d,900\n%s %d to its end\n\n"
              .formatted(i, i / 60, second, i / 60, second, word, round));
    }
    return HttpRequest.newBuilder(
            URI.create(door.url() + "/api/v1/assets/" + asset + "/subtitles?language=en"))
        .header("Authorization", "Bearer " + door.token())
        .POST(BodyPublishers.ofString(srt.toString()))
        .build();
  }

  /** Of all that the library names. */
  private static List<String> texts(ServerProcess server, String asset) throws Exception {
    String json = server.get("/api/v1/assets/" + asset).body();
    List<String> names =
        TEXT.matcher(json).results().map((MatchResult found) -> found.group(1)).toList();
    var texts = new ArrayList<String>();
    for (String name : names) {
      HttpResponse<String> text = server.get("/vod/" + asset + "/" + name + "/all.vtt");
      assertThat(text.statusCode()).isEqualTo(200);
      texts.add(text.body());
    }
    return texts;
  }
}
