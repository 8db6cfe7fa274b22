package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full while a film is sent, and while it is made. */
class FullDiskFilmTest {
  private static final int MEBIBYTES = 64;
  private static final int SECONDS = 24;

  @TempDir private Path folder;
  @TempDir private Path sources;

  @Test
  void otherFilmsPlayAndWorkGoesOnOnceThereIsRoomAgain() throws Exception {
    byte[] film = film();
    try (SmallDisk disk = mounted();
        var log = new LogCapture();
        var server =
            LiveServer.start(
                disk.folder(),
                "uploads.reserve=0B",
                "transcode.heights=144,96",
                "transcode.chunk=4s",
                "transcode.effort=best");
        var films = new FilmLibrary(disk.folder())) {
      String other = films.send(film, _ -> {});
      Eventually.until("the first is made", () -> films.isMade(other));

      try (var sender = new TusSender(disk.folder())) {
        Path ballast = disk.fill();
        assertThat(sender.tryToBegin(film.length)).isEqualTo(507);
        Files.delete(ballast);
        sender.begin(film.length);
        assertThat(sender.send(film, 0, film.length / 2)).isEqualTo(204);
        ballast = disk.fill();
        assertThat(sender.send(film, sender.acknowledged(), film.length)).isEqualTo(507);
        assertPlays(films, other);
        Files.delete(ballast);
        sender.ask();
        assertThat(sender.send(film, sender.acknowledged(), film.length)).isEqualTo(204);

        String id = sender.asset();
        Eventually.until("encoding", () -> !log.with(id + ".pass-0-1 attempt=1 begun").isEmpty());
        ballast = disk.fill();
        Eventually.until(
            "it has failed",
            () ->
                !log.with(id + ".pass-0-").stream()
                    .filter(line -> line.startsWith("WARN"))
                    .toList()
                    .isEmpty());
        assertPlays(films, other);
        assertThat(server.get("/readyz").statusCode()).isEqualTo(200);
        Files.delete(ballast);
        Eventually.until("everything is made", () -> films.isMade(id));

        assertThat(films.pictures(id, "video").count()).isEqualTo(SECONDS * 25);
        assertThat(films.pictures(id, "144p").count()).isEqualTo(SECONDS * 25);
        assertThat(films.jobs(id)).doesNotContain("\"attempts\":2");
        assertThat(disk.folder().resolve("work")).isEmptyDirectory();
        assertThat(disk.folder().resolve("uploads")).isEmptyDirectory();
      }
    }
  }

  private byte[] film() throws IOException {
    String arguments =
        ("-f lavfi -i testsrc2=s=640x360:r=25:d=%d -f lavfi -i sine=f=440:r=48000:d=%d"
                + " -c:v libx264 -preset ultrafast -g 50 -c:a aac")
            .formatted(SECONDS, SECONDS);
    Path made = FfmpegMedia.make(sources.resolve("film.mp4"), List.of(arguments.split(" ")));
    return Files.readAllBytes(made);
  }

  private SmallDisk mounted() throws InterruptedException {
    try {
      return SmallDisk.mount(folder, MEBIBYTES);
    } catch (IOException refused) {
      assumeTrue(false, "a small disk cannot be mounted here: " + refused.getMessage());
      throw new AssertionError(refused);
    }
  }

  private static void assertPlays(FilmLibrary films, String id) throws IOException {
    assertThat(films.pictures(id, "video").count()).isEqualTo(SECONDS * 25);
  }
}
