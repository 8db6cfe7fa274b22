package dev.weir.storage;

import dev.weir.storage.BlobException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is written from its beginning to its end, in as many goes as it takes. Whoever writes
 * it keeps in mind how much of it was forced to disk, and begins the next go there. Blocks; for one
 * user at a time.
 */
public final class ResumableFile implements AutoCloseable {
  /** Less room than this counts as none: a file system needs some for itself. */
  private static final long SPARE_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel file;

  /** A power cut may take the file's name, as long as its folder has not been forced. */
  private boolean nameless;

  private long length;

  private ResumableFile(Path path, FileChannel file, long length) {
    this.path = path;
    this.file = file;
    this.length = length;
    this.nameless = length == 0;
  }

  /**
   * Goes on after the first {@code safeBytes}, whatever there may be behind them; after none, the
   * file need not be there yet.
   *
   * @throws BlobException {@link Reason#LOST} if the file has not got so many
   */
  public static ResumableFile open(Path path, long safeBytes) throws IOException {
    FileChannel file = channel(path, safeBytes);
    try {
      if (file.size() < safeBytes) {
        throw lost(path, "has %d bytes, not %d".formatted(file.size(), safeBytes));
      }
      file.truncate(safeBytes);
      return new ResumableFile(path, file, safeBytes);
    } catch (IOException failed) {
      file.close();
      throw failed;
    }
  }

  private static FileChannel channel(Path path, long safeBytes) throws IOException {
    if (safeBytes == 0) {
      return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
    try {
      return FileChannel.open(path, StandardOpenOption.WRITE);
    } catch (NoSuchFileException _) {
      throw lost(path, "is not there, and should have " + safeBytes + " bytes");
    }
  }

  private static BlobException lost(Path path, String problem) {
    return new BlobException(Reason.LOST, String.valueOf(path.getFileName()), problem);
  }

  /** How much was written, which is not to say that it is on disk. */
  public long length() {
    return length;
  }

  /**
   * Adds {@code bytes} to the end. After a failure there may be some of them, which {@link #length}
   * tells.
   *
   * @throws BlobException {@link Reason#NO_ROOM} if the disk is full
   */
  public void write(ByteBuffer bytes) throws IOException {
    int wanted = bytes.remaining();
    try {
      while (bytes.hasRemaining()) {
        length += file.write(bytes, length);
      }
    } catch (IOException failed) {
      throw isFull(wanted, failed)
          ? new BlobException(
              Reason.NO_ROOM, String.valueOf(path.getFileName()), "the disk is full")
          : failed;
    }
  }

  /** By what the system says, or by how much there is. */
  private boolean isFull(int wantedBytes, IOException failed) {
    String text = String.valueOf(failed.getMessage());
    if (text.contains("No space left on device") || text.contains("quota exceeded")) {
      return true;
    }
    try {
      FileStore disk = Files.getFileStore(path);
      return disk.getUsableSpace() < wantedBytes + SPARE_BYTES;
    } catch (IOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
      return false;
    }
  }

  /** Takes back what was written behind {@code lengthBytes}. */
  public void cut(long lengthBytes) throws IOException {
    file.truncate(lengthBytes);
    length = Math.min(length, lengthBytes);
  }

  /**
   * Returns once all that was written is where no power cut can take it.
   *
   * @throws BlobException {@link Reason#LOST} if that is not known. It will not be known by trying
   *     again either: the pages may have been marked as clean, whatever there is of them
   */
  public void force() throws BlobException {
    try {
      file.force(false);
      if (nameless) {
        forceName();
        nameless = false;
      }
    } catch (IOException failed) {
      var lost = lost(path, "could not be forced to disk: " + failed.getMessage());
      lost.initCause(failed);
      throw lost;
    }
  }

  private void forceName() throws IOException {
    @Nullable Path folder = path.getParent();
    if (folder != null) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
