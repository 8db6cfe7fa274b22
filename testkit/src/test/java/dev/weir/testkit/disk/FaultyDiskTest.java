package dev.weir.testkit.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultyDiskTest {
  @TempDir private Path real;

  private final FaultyDisk disk = new FaultyDisk();
  private Path folder;

  @BeforeEach
  void wrap() {
    folder = disk.at(real);
  }

  @Test
  void isTheRealDiskAsLongAsNothingIsInjected() throws IOException {
    Path file = Files.createDirectories(folder.resolve("a/b")).resolve("file");

    Files.writeString(file, "four");
    Files.move(file, file.resolveSibling("moved"));

    assertThat(real.resolve("a/b/moved")).hasContent("four");
    assertThat(folder.relativize(file)).hasToString("a/b/file");
    assertThat(Files.size(folder.resolve("a/b/moved"))).isEqualTo(4);
    try (Stream<Path> found = Files.walk(folder)) {
      assertThat(found.filter(Files::isRegularFile)).containsExactly(file.resolveSibling("moved"));
    }
    assertThat(Files.deleteIfExists(file)).isFalse();
    assertThat(disk.failures()).isZero();
  }

  @Test
  void failsOnlyOnFilesOfThatNameFromThatCallOnAndForAWhile() throws IOException {
    disk.inject(DiskFault.error(DiskOperation.WRITE).on("[.]cmaf$").after(1).times(2));

    assertThat(writes("one.index")).isTrue();
    assertThat(writes("one.cmaf")).isTrue();
    assertThat(writes("one.cmaf")).isFalse();
    assertThat(writes("two.index")).isTrue();
    assertThat(writes("two.cmaf")).isFalse();
    assertThat(writes("two.cmaf")).isTrue();
    assertThat(disk.failures()).isEqualTo(2);
  }

  @Test
  void everyOperationCanFail() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "there");

    for (DiskOperation operation : DiskOperation.values()) {
      disk.inject(DiskFault.error(operation));
      assertThatExceptionOfType(IOException.class)
          .as(operation.name())
          .isThrownBy(() -> all(file))
          .withMessageContaining("Input/output error");
      disk.mend();
      all(file);
    }
  }

  private void all(Path file) throws IOException {
    Files.readString(file);
    Files.size(file);
    try (Stream<Path> entries = Files.list(folder)) {
      assertThat(entries).contains(file);
    }
    Path other = folder.resolve("other");
    try (FileChannel channel = FileChannel.open(other, CREATE, WRITE)) {
      channel.write(ByteBuffer.allocate(2));
      channel.truncate(1);
      channel.force(true);
    }
    Files.move(other, folder.resolve("moved"), REPLACE_EXISTING);
    Files.delete(folder.resolve("moved"));
  }

  @Test
  void aFullDiskSaysSo() {
    disk.inject(DiskFault.full());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Files.writeString(folder.resolve("file"), "more"))
        .withMessageContaining("No space left on device");
  }

  @Test
  void aShortWriteTakesAPart() throws IOException {
    disk.inject(DiskFault.shortWrites().times(1));
    ByteBuffer octets = UTF_8.encode("four");

    try (FileChannel file = FileChannel.open(folder.resolve("file"), CREATE, WRITE)) {
      assertThat(file.write(octets, 0)).isEqualTo(2);
      assertThat(file.write(octets, 2)).isEqualTo(2);
    }

    assertThat(real.resolve("file")).hasContent("four");
  }

  @Test
  void aFailedSyncTakesWhatWasNotSafeAndTheNextSaysNothing() throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve("file"), CREATE, WRITE, READ)) {
      file.write(UTF_8.encode("safe"), 0);
      file.force(false);
      file.write(UTF_8.encode("lost"), 4);
      disk.inject(DiskFault.error(DiskOperation.FORCE).times(1));

      assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.force(false));
      file.force(false);

      assertThat(real.resolve("file")).hasContent("safe\0\0\0\0");
    }
  }

  private boolean writes(String name) throws IOException {
    try (FileChannel file = FileChannel.open(folder.resolve(name), CREATE, WRITE)) {
      file.write(UTF_8.encode("x"), 0);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
