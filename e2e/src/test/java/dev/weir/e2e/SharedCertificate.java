package dev.weir.e2e;

import dev.weir.net.SelfSignedCertificate;
import dev.weir.net.TlsCertificate.Pkcs12;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One certificate for all servers of this JVM: each would start a process to make its own. */
final class SharedCertificate {
  private static final Path MADE = make();

  private SharedCertificate() {}

  private static Path make() {
    try {
      Path folder = Files.createTempDirectory("certificate");
      folder.toFile().deleteOnExit();
      var made = (Pkcs12) SelfSignedCertificate.ensure(folder, System.currentTimeMillis());
      made.keyStore().toFile().deleteOnExit();
      return made.keyStore();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts it where the server with this folder looks for it, unless there is one. */
  static void putInto(Path data) throws IOException {
    Path kept = data.resolve("tls").resolve(MADE.getFileName().toString());
    if (Files.notExists(kept)) {
      Files.createDirectories(kept.getParent());
      Files.copy(MADE, kept);
    }
  }
}
