package dev.weir.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.storage.BlobException.Reason;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumableFileTest {
  @TempDir private Path folder;
  private final FaultyDisk disk = new FaultyDisk();
  private Path real;
  private Path path;

  @BeforeEach
  void name() {
    real = folder.resolve("film");
    path = disk.at(real);
  }

  @Test
  void goesOnWhereItIsTold() throws IOException {
    try (var file = ResumableFile.open(path, 0)) {
      file.write(bytes("abcdef"));
      file.force();
      file.write(bytes("what nobody was told of"));
      assertThat(file.length()).isEqualTo(29);
    }

    try (var file = ResumableFile.open(path, 6)) {
      assertThat(file.length()).isEqualTo(6);
      file.write(bytes("ghi"));
      file.force();
    }

    assertThat(real).hasContent("abcdefghi");
  }

  @Test
  void takesBackWhatWasWritten() throws IOException {
    try (var file = ResumableFile.open(path, 0)) {
      file.write(bytes("abcdef"));
      file.cut(2);
      file.write(bytes("x"));

      assertThat(file.length()).isEqualTo(3);
    }
    assertThat(real).hasContent("abx");
  }

  @Test
  void isLostWhereItIsShorterThanItWas() throws IOException {
    refuses(Reason.LOST, () -> ResumableFile.open(path, 1));

    Files.writeString(real, "ab");
    refuses(Reason.LOST, () -> ResumableFile.open(path, 3));
    assertThat(real).hasContent("ab");
  }

  @Test
  void forcesTheNameOfANewFileOnce() throws IOException {
    try (var file = ResumableFile.open(path, 0)) {
      file.write(bytes("a"));
      file.force();
      assertThat(disk.calls(DiskOperation.FORCE)).isEqualTo(2);

      file.force();
      assertThat(disk.calls(DiskOperation.FORCE)).isEqualTo(3);
    }
  }

  @Test
  void tellsThatTheDiskIsFullAndHowMuchItHasTaken() throws IOException {
    try (var file = ResumableFile.open(path, 0)) {
      disk.inject(DiskFault.shortWrites().times(1));
      disk.inject(DiskFault.full());

      refuses(Reason.NO_ROOM, () -> file.write(bytes("abcdef")));

      assertThat(file.length()).isEqualTo(3);
      disk.mend();
      file.write(bytes("def"));
    }
    assertThat(real).hasContent("abcdef");
  }

  @Test
  void isLostWhereASyncFails() throws IOException {
    try (var file = ResumableFile.open(path, 0)) {
      file.write(bytes("a"));
      disk.inject(DiskFault.error(DiskOperation.FORCE));

      refuses(Reason.LOST, file::force);
    }
  }

  @Test
  void isLostWhereItsNameIsNotForced() throws IOException {
    try (var file = ResumableFile.open(path, 0)) {
      file.write(bytes("a"));
      disk.inject(DiskFault.error(DiskOperation.FORCE).after(1));

      refuses(Reason.LOST, file::force);
    }
  }

  private static void refuses(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BlobException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }
}
