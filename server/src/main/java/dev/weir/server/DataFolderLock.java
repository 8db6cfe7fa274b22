package dev.weir.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right to write below a data folder, which one server has at a time: until it is closed or its
 * process ends, however that comes about.
 */
final class DataFolderLock implements AutoCloseable {
  private static final String FILE = "lock";

  private final FileChannel file;

  private DataFolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Makes the folder where it does not exist.
   *
   * @throws IOException if another server has it, or it cannot be written to
   */
  static DataFolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    var file =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (isTaken(file)) {
      file.close();
      throw new IOException(
          "The data folder %s is in use by another server. Stop that one, or give this one a folder"
                  .formatted(folder.toAbsolutePath())
              + " of its own: --data DIR");
    }
    return new DataFolderLock(file);
  }

  private static boolean isTaken(FileChannel file) throws IOException {
    try {
      return file.tryLock() == null;
    } catch (OverlappingFileLockException byThisProcess) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
