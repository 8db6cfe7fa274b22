package dev.weir.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code weir import} does, and what it says where it cannot. */
class ImportTest {
  private static final int DISK_MEBIBYTES = 16;

  @TempDir private Path folder;

  @Test
  void sendsFilesAndFolders() throws Exception {
    Path films = Files.createDirectories(folder.resolve("films/deeper"));
    Files.write(films.resolve("a.mkv"), new byte[1000]);
    Files.write(films.resolve("b.MP4"), new byte[2000]);
    Files.write(films.resolve("notes.txt"), new byte[10]);
    Files.write(films.resolve(".hidden.mp4"), new byte[10]);
    Path single = Files.write(folder.resolve("any name.bin"), new byte[3000]);
    Path data = folder.resolve("data");
    try (var _ = LiveServer.start(data);
        var client =
            ImportProcess.start(
                "--data", data.toString(), folder.resolve("films").toString(), single.toString())) {
      assertThat(client.await()).as(client.complaints()).isZero();

      assertThat(client.said().lines()).hasSize(3);
      assertThat(client.complaints()).contains("b.MP4: 100 % of 2.0 kB");
      assertThat(data.resolve("originals").toFile().list()).hasSize(3);
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    Path film = Files.write(folder.resolve("film.mkv"), new byte[1000]);
    Path empty = Files.createFile(folder.resolve("empty.mkv"));
    Path nothing = Files.createDirectories(folder.resolve("nothing"));
    Path data = folder.resolve("data");

    assertThat(refusal("--data", data.toString(), film.toString()))
        .contains("no server keeps its data in " + data);
    try (var server = LiveServer.start(data)) {
      String local = data.toString();
      String url = server.http("").toString();
      assertThat(refusal("--data", local, film + "x")).contains("film.mkvx is not there");
      assertThat(refusal("--data", local, empty.toString()))
          .contains("empty.mkv: it is empty. Copy or export it anew");
      assertThat(refusal("--data", local, nothing.toString())).contains("no video file in");
      assertThat(refusal("--server", url, "--token", "wt_wrong", film.toString()))
          .contains("does not let us in: This token is not");
      assertThat(refusal("--server", "ftp://a", "--token", "wt_a", film.toString()))
          .contains("--server has to be like");
      server.stop();
      assertThat(refusal("--server", url, "--token", "wt_wrong", film.toString()))
          .contains("no server answers at " + url);
    }
  }

  private static String refusal(String... arguments) throws Exception {
    try (var client = ImportProcess.start(arguments)) {
      assertThat(client.await()).as(client.complaints()).isEqualTo(1);
      assertThat(client.said()).isEmpty();
      assertThat(client.complaints()).hasSizeLessThan(400);
      return client.complaints();
    }
  }

  @Test
  void goesOnOnceThereIsRoomAgain() throws Exception {
    byte[] film = new byte[8 << 20];
    new Random(1).nextBytes(film);
    Path file = Files.write(folder.resolve("film.mkv"), film);
    Path small = Files.createDirectories(folder.resolve("disk"));
    try (SmallDisk disk = mounted(small);
        var server = LiveServer.start(disk.folder(), "uploads.reserve=0B");
        var sender = new TusSender(disk.folder())) {
      sender.begin(film.length);
      assertThat(sender.send(film, 0, 1 << 20)).isEqualTo(204);
      Path ballast = disk.fill();
      assertThat(sender.send(film, 1 << 20, 4 << 20)).isEqualTo(507);
      try (var client = ImportProcess.start("--data", small.toString(), file.toString())) {
        assertThat(client.await()).isEqualTo(1);
        assertThat(client.complaints()).contains("The server's disk is full");
      }
      assertThat(server.metric("weir_upload_failures_total{reason=\"no_room\"}"))
          .isGreaterThanOrEqualTo(2);

      Files.delete(ballast);
      assertThat(sender.send(film, sender.ask(), film.length)).isEqualTo(204);
      assertThat(disk.folder().resolve("originals").resolve(sender.asset())).hasBinaryContent(film);
    }
  }

  private static SmallDisk mounted(Path folder) throws InterruptedException {
    try {
      return SmallDisk.mount(folder, DISK_MEBIBYTES);
    } catch (IOException refused) {
      assumeTrue(false, "a small disk cannot be mounted here: " + refused.getMessage());
      throw new AssertionError(refused);
    }
  }
}
