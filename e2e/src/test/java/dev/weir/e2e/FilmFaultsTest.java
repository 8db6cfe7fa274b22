package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.e2e.FaultyFfmpeg.Fault;
import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** FFmpeg is killed or stuck while films are made. */
@Execution(ExecutionMode.CONCURRENT)
class FilmFaultsTest {
  private static final int FRAMES = 8 * 25;
  private static final Pattern PARKED = Pattern.compile("\"state\":\"parked\",\"attempts\":3");

  @TempDir private static Path folder;
  private static FaultyFfmpeg ffmpeg;
  private static LiveServer server;
  private static FilmLibrary films;
  private static byte[] film;

  @BeforeAll
  static void start() throws Exception {
    ffmpeg = FaultyFfmpeg.in(Files.createDirectory(folder.resolve("bin")));
    server =
        LiveServer.start(
            folder.resolve("data"),
            "ffmpeg.path=" + ffmpeg.script(),
            "uploads.reserve=0B",
            "transcode.jobs=2",
            "transcode.heights=96",
            "transcode.chunk=4s",
            "transcode.patience=10s");
    films = new FilmLibrary(folder.resolve("data"));
    String arguments =
        "-f lavfi -i testsrc2=s=320x180:r=25:d=8 -c:v libx264 -preset veryfast -g 25";
    film =
        Files.readAllBytes(
            FfmpegMedia.make(folder.resolve("film.mp4"), List.of(arguments.split(" "))));
  }

  @AfterAll
  static void stop() {
    films.close();
    server.close();
  }

  @Test
  void whatIsStuckIsTriedAgain() throws Exception {
    String id = films.send(film, asset -> ffmpeg.willBe(Fault.STUCK, asset, 1));

    Eventually.until("everything is made", () -> films.isMade(id));

    assertThat(films.pictures(id, "96p").count()).isEqualTo(FRAMES);
    assertThat(films.jobs(id)).contains("\"attempts\":2").doesNotContain("\"attempts\":3");
  }

  @Test
  void whatIsKilledIsParkedAfterThreeAttemptsUntilItIsTriedAgain() throws Exception {
    String id = films.send(film, asset -> ffmpeg.willBe(Fault.KILLED, asset, 6));

    Eventually.until(
        "both chunks are parked", () -> PARKED.matcher(films.jobs(id)).results().count() == 2);

    assertThat(films.jobs(id)).contains("FFmpeg ended with status 137", "last words of FFmpeg");
    Eventually.until("what came of it is told", () -> films.facts(id).contains("\"failed\""));
    assertThat(films.facts(id)).contains("\"state\":\"ready\"", "\"name\":\"96p\"");
    assertThat(films.pictures(id, "video").count()).isEqualTo(FRAMES);

    films.retry(id);
    Eventually.until("everything is made", () -> films.isMade(id));
    assertThat(films.pictures(id, "96p").count()).isEqualTo(FRAMES);
  }
}
