package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.Frames.Source;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no films, or parts of some: played as far as they go, or refused in words. */
class RefusedFilmsTest {
  private static final double CUT = 0.7;

  @TempDir private static Path folder;
  private static LiveServer server;

  /** Of all but the empty one, by the names of their files. */
  private static List<String> ids;

  /** What {@code weir import} has told people. */
  private static List<String> complaints;

  @BeforeAll
  static void send() throws Exception {
    Path films = make(Files.createDirectories(folder.resolve("films")));
    Path data = folder.resolve("data");
    server = LiveServer.start(data, "transcode.heights=120");
    try (var client = ImportProcess.start("--data", data.toString(), "--wait", films.toString())) {
      assertThat(client.await()).isEqualTo(1);
      ids = client.said().lines().map(line -> line.substring(line.lastIndexOf('/') + 1)).toList();
      complaints = client.complaints().lines().toList();
    }
  }

  private static Path make(Path films) throws IOException {
    byte[] indexLast = Files.readAllBytes(encoded("last.mp4", "-movflags -faststart"));
    byte[] indexFirst = Files.readAllBytes(encoded("first.mp4", "-movflags +faststart"));
    int track = new String(indexFirst, StandardCharsets.ISO_8859_1).indexOf("stsd");
    var noise = new byte[50_000];
    new Random(1).nextBytes(noise);
    Path cues =
        Files.writeString(folder.resolve("a.srt"), "1\n00:00:00,000 --> 00:00:01,000\nHello\n\n");

    Files.createFile(films.resolve("empty.mp4"));
    Files.writeString(films.resolve("text.mp4"), "Dear reader,\nthis is no film.\n");
    Files.write(films.resolve("index-missing.mp4"), cut(indexLast, CUT));
    Files.write(films.resolve("index-cut.mp4"), Arrays.copyOf(indexFirst, track));
    Files.write(films.resolve("noise.mp4"), noise);
    FfmpegMedia.make(
        films.resolve("subtitles.mp4"), List.of("-i", cues.toString(), "-c:s", "mov_text"));
    Files.write(films.resolve("playable.mp4"), cut(indexFirst, CUT));
    return films;
  }

  private static Path encoded(String name, String options) {
    String words =
        "-f lavfi -i testsrc2=s=320x180:r=25:d=6 -f lavfi -i sine=d=6 -c:v libx264 -preset"
            + " ultrafast -g 50 -c:a aac ";
    return FfmpegMedia.make(folder.resolve(name), List.of((words + options).split(" ")));
  }

  private static byte[] cut(byte[] whole, double share) {
    return Arrays.copyOf(whole, (int) (whole.length * share));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          empty         | it is empty. Copy or export it anew
          text          | it is text. Send the film itself
          index-missing | it is cut off, and the index (moov) is missing
          index-cut     | it is cut off or damaged, and does not tell what is in it. Copy it anew
          noise         | its format is unknown, or it is damaged. If a player on your machine
          subtitles     | there is neither moving picture nor sound in it. Send a film
          """)
  void tellsWhyAndWhatToDo(String name, String words) {
    assertThat(complaints)
        .filteredOn(line -> line.startsWith("weir: ") && line.contains(name + ".mp4: "))
        .singleElement()
        .asString()
        .contains(words)
        .hasSizeLessThan(400);
  }

  @Test
  void tellsTheOwnerTheSame() throws Exception {
    assertThat(ids).hasSize(6);
    try (var films = new FilmLibrary(folder.resolve("data"))) {
      assertThat(films.facts(ids.getLast()))
          .contains("\"text.mp4\"", "\"state\":\"failed\"", "it is text. Send the film itself");
    }
  }

  @Test
  void playsAFilmUpToWhereItIsCutOff() throws Exception {
    assertThat(complaints).noneMatch(line -> line.contains("playable.mp4: it"));
    List<String> whole = Frames.pictures(Source.file(folder.resolve("first.mp4"))).hashes();
    String playlist = server.http("/vod/" + ids.get(3) + "/video/index.m3u8").toString();

    Frames seen = Frames.pictures(new Source(List.of(), playlist, List.of()));

    assertThat(seen.count()).isBetween(whole.size() / 2, whole.size() - 1);
    assertThat(seen.hashes()).isEqualTo(whole.subList(0, seen.count()));
  }
}
