package dev.weir.transcode.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.Bytes;
import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {
  private static final int BLOCK = 256;

  @TempDir private Path root;

  @Test
  void readsWhatIsThereInAnyOrder() throws Exception {
    var random = new Random(1);
    var octets = new byte[10_000];
    random.nextBytes(octets);
    Bytes whole = Bytes.wrap(octets);
    Path file = Files.write(root.resolve("film"), octets);

    try (var source = new FileSource(file, BLOCK)) {
      int from = 0;
      for (int i = 0; i < 10_000; i++) {
        int count = 1 + random.nextInt(2 * BLOCK);
        boolean goesOn = random.nextInt(4) > 0 && from + count <= octets.length;
        from = goesOn ? from : random.nextInt(octets.length - count);
        assertThat(source.read(from, count)).isEqualTo(whole.slice(from, from + count));
        from += count;
      }
    }
  }

  @Test
  void tellsWhatIsMissing() throws Exception {
    Path file = Files.write(root.resolve("film"), new byte[100]);

    try (var source = new FileSource(file, BLOCK)) {
      source.read(0, 60);
      assertThatThrownBy(() -> source.read(60, 41)).isInstanceOf(EOFException.class);
    }
  }
}
