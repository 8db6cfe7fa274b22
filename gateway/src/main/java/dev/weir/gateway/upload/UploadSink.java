package dev.weir.gateway.upload;

import dev.weir.library.Upload;
import java.io.IOException;
import java.nio.file.Path;

/** Makes assets of files that were uploaded. Thread-safe; blocks. */
@FunctionalInterface
public interface UploadSink {
  /**
   * Takes a file of which every byte is on disk: as {@link Upload#asset}, it is in the library from
   * when this returns. What is left at {@code file} then is deleted, so it is moved away, or linked
   * to elsewhere, and forced there.
   *
   * <p>Called again where this server has ended before it could note that it was taken. So it has
   * to do nothing for what it has done already, and {@code file} may be gone then.
   *
   * @throws IOException where it cannot be taken now; it stays, and is offered again in a minute
   */
  void complete(Upload upload, Path file) throws IOException;
}
