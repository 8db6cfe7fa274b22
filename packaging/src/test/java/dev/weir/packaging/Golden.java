package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares whole texts with files in {@code src/test/resources}. {@code -Dgolden.write=true} writes
 * them anew; their difference is reviewed in the same commit.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources");

  private Golden() {}

  public static void assertText(String actual, String file) {
    Path path = FOLDER.resolve(file);
    try {
      if (Boolean.getBoolean("golden.write")) {
        Files.writeString(path, actual);
      }
      assertThat(actual).isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
