package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with golden files under {@code src/test/resources} of the module under test. With
 * {@code -Dweir.dumps.rewrite=true} the files are written instead, for review in the same commit.
 */
public final class DumpAssertions {
  private static final String REWRITE_PROPERTY = "weir.dumps.rewrite";
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  private DumpAssertions() {}

  /** {@code resourcePath} is relative to the resources, such as {@code flv/bframes.dump}. */
  public static void assertDump(String text, String resourcePath) {
    Path golden = RESOURCES.resolve(resourcePath);
    try {
      if (Boolean.getBoolean(REWRITE_PROPERTY)) {
        Files.createDirectories(golden.toAbsolutePath().getParent());
        Files.writeString(golden, text);
      }
      assertThat(golden).as("rewrite with -D%s=true", REWRITE_PROPERTY).exists();
      assertThat(text)
          .as("%s (rewrite with -D%s=true)", resourcePath, REWRITE_PROPERTY)
          .isEqualTo(Files.readString(golden));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
