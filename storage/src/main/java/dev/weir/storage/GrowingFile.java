package dev.weir.storage;

import dev.weir.media.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file that is being appended to. Guarded by itself.
 *
 * <p>After a failed sync nobody knows what is on the disk behind the last that went well, not even
 * if a further sync succeeds, since the pages may have been marked as clean. After an append that
 * failed and could not be undone nobody knows where the next would begin. In both cases the file is
 * lost.
 */
final class GrowingFile {
  private final Path path;
  private final FileChannel file;

  private long length;

  /** How much of it no power cut can take. */
  private long safeLength;

  private boolean dirty;
  private boolean sealed;
  private boolean lost;

  private GrowingFile(Path path, FileChannel file) throws IOException {
    this.path = path;
    this.file = file;
    this.length = file.size();
    this.safeLength = length;
  }

  /** Makes the file where it does not exist. */
  static GrowingFile open(Path path) throws IOException {
    return new GrowingFile(
        path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** Writes all of it, or leaves the file as it was, unless it {@link #isLost}. */
  synchronized long append(Bytes bytes) throws IOException {
    long offset = length;
    try {
      dirty = true;
      ByteBuffer left = bytes.asByteBuffer();
      while (left.hasRemaining()) {
        length += file.write(left, length);
      }
      return offset;
    } catch (IOException failed) {
      undo(offset, failed);
      throw failed;
    }
  }

  private void undo(long offset, IOException failed) {
    try {
      file.truncate(offset);
      length = offset;
    } catch (IOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
      lost = true;
    }
  }

  /** Nothing is appended any more. */
  synchronized void seal() {
    sealed = true;
  }

  synchronized void force() throws IOException {
    if (!dirty || lost || !file.isOpen()) {
      return;
    }
    try {
      file.force(false);
      dirty = false;
      safeLength = length;
    } catch (IOException failed) {
      lost = true;
      throw failed;
    }
  }

  synchronized boolean isSealed() {
    return sealed;
  }

  synchronized boolean isLost() {
    return lost;
  }

  boolean isBelow(Path folder) {
    return path.startsWith(folder);
  }

  /** How much of it no power cut can take. */
  synchronized long safeLength() {
    return safeLength;
  }

  synchronized void close() throws IOException {
    file.close();
  }
}
