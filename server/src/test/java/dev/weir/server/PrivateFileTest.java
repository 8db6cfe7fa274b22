package dev.weir.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs({OS.LINUX, OS.MAC})
class PrivateFileTest {
  @TempDir private Path folder;

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void belongsToItsOwnerAlone() throws IOException {
    Path file = folder.resolve("new");

    PrivateFile.ensure(file);

    assertThat(file).isEmptyFile();
    assertThat(rights(file)).isEqualTo("rw-------");
  }

  @Test
  void takesTheRightsOfOthersAway() throws IOException {
    Path file = Files.writeString(folder.resolve("old"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    PrivateFile.ensure(file);

    assertThat(file).hasContent("text");
    assertThat(rights(file)).isEqualTo("rw-------");
  }

  @Test
  void leavesWhatItsOwnerMayOnlyRead() throws IOException {
    Path file = Files.writeString(folder.resolve("old"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));

    PrivateFile.ensure(file);

    assertThat(rights(file)).isEqualTo("r--------");
  }
}
