package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while a film is sent to it and while it is made, twenty times in all. */
class KilledFilmTest {
  private static final long SEED = 20_261_122;
  private static final int KILLS_OF_UPLOAD = 8;
  private static final int KILLS = 20;
  private static final int PARTS = 60;
  private static final int SECONDS = 60;
  private static final List<String> RUNGS = List.of("144p", "96p");

  private static final List<String> SETTINGS =
      List.of(
          "uploads.reserve=0B",
          "transcode.heights=144,96",
          "transcode.chunk=4s",
          "transcode.effort=best",
          "transcode.jobs=1");

  private static final Pattern BEGUN = Pattern.compile("job=(\\S+) attempt=\\d+ begun");

  private final Random random = new Random(SEED);
  @TempDir private Path folder;

  @Test
  void theFilmIsWholeAndNothingIsLeftOver() throws Exception {
    Path film = film();
    byte[] sent = Files.readAllBytes(film);
    Path data = folder.resolve("data");
    try (var server = ServerProcess.start(data, SETTINGS);
        var sender = new TusSender(data);
        var films = new FilmLibrary(data)) {
      send(sent, sender, server);
      String id = sender.asset();
      Path original = data.resolve("originals").resolve(id);
      assertThat(sha256(Files.readAllBytes(original))).isEqualTo(sha256(sent));

      int kills = KILLS_OF_UPLOAD;
      while (kills < KILLS && !films.isMade(id)) {
        long before = begun(server);
        Eventually.until("work", () -> begun(server) > before || films.isMade(id));
        pause(500);
        server.killAndRestart();
        kills++;
      }
      System.out.println("killed " + kills + " times; begun: " + begun(server) + " jobs");
      assertThat(kills).as("it was not done before").isEqualTo(KILLS);
      Eventually.until("everything is made", () -> films.isMade(id));

      assertThat(films.pictures(id, "video").hashes())
          .isEqualTo(Frames.pictures(Frames.Source.file(film)).hashes());
      for (String rung : RUNGS) {
        assertThat(films.pictures(id, rung).count()).isEqualTo(SECONDS * 25);
      }
      assertNothingIsLeft(data, id);
      assertLittleWasDoneTwice(server);
    }
  }

  private Path film() throws IOException {
    String arguments =
        ("-f lavfi -i testsrc2=s=640x360:r=25:d=%d -f lavfi -i sine=f=440:r=48000:d=%d"
                + " -c:v libx264 -preset ultrafast -qp 12 -g 50 -c:a aac")
            .formatted(SECONDS, SECONDS);
    return FfmpegMedia.make(folder.resolve("film.mp4"), List.of(arguments.split(" ")));
  }

  /** In parts; what was acknowledged before a kill is never sent again. */
  private void send(byte[] film, TusSender sender, ServerProcess server) throws Exception {
    int partLength = film.length / PARTS;
    sender.begin(film.length);
    for (int kill = 0; kill < KILLS_OF_UPLOAD; kill++) {
      var sending = new FutureTask<>(() -> sendUntilKilled(film, partLength, sender), Boolean.TRUE);
      Thread.startVirtualThread(sending);
      pause(300);
      server.killAndRestart();
      sending.get();
      System.out.println("killed: " + sender.ask() + " of " + film.length + " bytes are safe");
    }
    while (sender.acknowledged() < film.length) {
      assertThat(sender.send(film, sender.acknowledged(), partLength)).isEqualTo(204);
    }
  }

  /** But for the last parts. */
  private static void sendUntilKilled(byte[] film, int partLength, TusSender sender) {
    try {
      while (sender.acknowledged() < film.length - 2 * partLength) {
        assertThat(sender.send(film, sender.acknowledged(), partLength)).isEqualTo(204);
      }
    } catch (IOException killed) {
      // It is to be.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void pause(int mostMillis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(mostMillis)));
  }

  private static void assertNothingIsLeft(Path data, String id) throws IOException {
    assertThat(data.resolve("uploads")).isEmptyDirectory();
    assertThat(data.resolve("work")).isEmptyDirectory();
    assertThat(data.resolve("originals")).isEmptyDirectory();
    assertThat(
            ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream()))
        .noneMatch(line -> line.contains("ffmpeg") && line.contains(data.toString()));
    try (Stream<Path> files = Files.walk(data.resolve("media/vod").resolve(id))) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .allMatch(
              name -> name.matches("init.*\\.mp4|\\d+\\.(m4s|cmaf|index|idx)|.*\\.(jpg|vtt)"));
    }
  }

  /** At most what was being done when the server was killed. */
  private static void assertLittleWasDoneTwice(ServerProcess server) throws IOException {
    long jobs =
        BEGUN.matcher(server.said()).results().map(found -> found.group(1)).distinct().count();
    assertThat(begun(server)).isLessThanOrEqualTo(jobs + KILLS - KILLS_OF_UPLOAD);
  }

  private static long begun(ServerProcess server) throws IOException {
    return BEGUN.matcher(server.said()).results().count();
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
