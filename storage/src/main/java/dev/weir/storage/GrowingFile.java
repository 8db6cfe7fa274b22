package dev.weir.storage;

import dev.weir.media.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * One file that is being appended to. Guarded by itself.
 *
 * <p>After a failed sync nobody knows what is on the disk, not even if a second sync succeeds,
 * since the pages may have been marked as clean. After an append that failed and could not be
 * undone nobody knows where the next would begin. In both cases the file is lost.
 */
final class GrowingFile {
  private final FileChannel file;

  private long length;
  private boolean dirty;
  private boolean lost;

  GrowingFile(FileChannel file) throws IOException {
    this.file = file;
    this.length = file.size();
  }

  /** Writes all of it, or leaves the file as it was. */
  synchronized long append(String name, Bytes bytes) throws IOException {
    if (lost) {
      throw new BlobException(BlobException.Reason.LOST, name, "the disk has failed under it");
    }
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

  synchronized void force() throws IOException {
    if (!dirty || lost || !file.isOpen()) {
      return;
    }
    try {
      file.force(false);
      dirty = false;
    } catch (IOException failed) {
      lost = true;
      throw failed;
    }
  }

  synchronized void forceAndClose() throws IOException {
    try {
      force();
    } finally {
      file.close();
    }
  }

  synchronized void close() throws IOException {
    file.close();
  }
}
