package dev.weir.storage;

import java.io.IOException;
import java.util.List;

/**
 * A store that outlives the process. What was appended survives the end of the process at once, and
 * a power cut after the next {@link #force}, also where the blob was sealed meanwhile. Blocks;
 * thread-safe, with one writer per blob.
 *
 * <p>A blob can be lost: it ends from then on where the last sync that went well has left it, can
 * be read up to there, and is not appended to any more. {@link #truncate} makes an ordinary blob of
 * what is left, which may be all.
 */
public interface DurableBlobStore extends BlobStore {
  /**
   * All blobs below {@code folder}, sorted by name; none where there is no such folder.
   *
   * @throws IOException where some of it cannot be read; nothing is left out in silence
   */
  List<StoredBlob> list(String folder) throws IOException;

  /** The folders right below {@code folder}, sorted by name, without it. */
  List<String> folders(String folder) throws IOException;

  /**
   * The length of a blob in bytes.
   *
   * @throws BlobException if there is no such blob
   */
  long length(String name) throws IOException;

  /**
   * Cuts off the end of a blob that nobody appends to.
   *
   * @param lengthBytes no more than it has
   */
  void truncate(String name, long lengthBytes) throws IOException;

  /**
   * Returns once everything that was appended so far is where no power cut can take it.
   *
   * @throws IOException where that is not known of some blob; those are lost, since what a failed
   *     sync has left behind cannot be told from what was written
   */
  void force() throws IOException;

  /** What could still be appended before the disk is full, in bytes. */
  long usableBytes() throws IOException;
}
