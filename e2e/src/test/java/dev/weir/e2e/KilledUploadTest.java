package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while {@code weir import} sends it a film, again and again. */
class KilledUploadTest {
  private static final int KILLS = 2;
  private static final long SEED = 20_261_122;
  private static final int FILM_BYTES = 60_000_000;

  private static final List<String> SETTINGS = List.of("uploads.reserve=0B");

  @TempDir private Path folder;

  @Test
  void theImportGoesOn() throws Exception {
    var random = new Random(SEED);
    byte[] film = new byte[4 * FILM_BYTES];
    random.nextBytes(film);
    Path file = Files.write(folder.resolve("film.mkv"), film);
    Path data = folder.resolve("data");
    try (var server = ServerProcess.start(data, SETTINGS);
        var client = ImportProcess.start("--data", data.toString(), file.toString())) {
      int kills = 0;
      for (; kills < KILLS && client.isRunning(); kills++) {
        long before = received(data);
        Eventually.until("more", () -> received(data) > before || !client.isRunning());
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(200)));
        server.killAndRestart();
      }
      int exit = client.await();

      System.out.println("killed " + kills + " times; " + client.complaints());
      assertThat(kills).as("it was not sent before").isPositive();
      assertThat(exit).as(client.complaints()).isZero();
      assertThat(client.said()).matches("http://127\\.0\\.0\\.1:\\d+/vod/[a-z0-9]{12}\n");
      String asset = client.said().strip().replaceAll(".*/", "");
      assertThat(sha256(kept(data, asset))).isEqualTo(sha256(film));
      assertThat(data.resolve("uploads")).isEmptyDirectory();
    }
  }

  /** How long the one file is that is being sent. */
  private static long received(Path data) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("uploads"))) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static byte[] kept(Path data, String asset) throws IOException {
    return Files.readAllBytes(data.resolve("originals").resolve(asset));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void theDoorForThisMachineIsItsOwnersAloneAndGoesWithTheServer() throws Exception {
    Path data = folder.resolve("data");
    try (var server = LiveServer.start(data)) {
      Path door = data.resolve("local.json");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(door)))
          .isEqualTo("rw-------");

      server.stop();
      assertThat(door).doesNotExist();
    }
  }
}
