package dev.weir.storage;

import dev.weir.media.Bytes;
import java.io.IOException;
import java.util.List;

/**
 * Bytes by name. A blob grows by appending until it is sealed, and is immutable from then on. Names
 * are relative paths of segments {@code [A-Za-z0-9._-]+}. Thread-safe; one writer per blob.
 *
 * <p>A store on a disk blocks, so none of its methods may be called from a loop; one in memory may
 * be read there.
 */
public interface BlobStore {
  /**
   * Adds to the end of a blob, which begins to exist with its first bytes.
   *
   * @return the offset at which {@code bytes} now begin
   * @throws BlobException if the blob is sealed, or there is no room
   */
  long append(String name, Bytes bytes) throws IOException;

  /** Nothing will be appended any more. Sealing twice is allowed. */
  void seal(String name) throws IOException;

  /**
   * {@code length} bytes from {@code offset} on, as pieces in their order, of which none is copied
   * where the store holds them in memory.
   *
   * @throws BlobException if there is no such blob, or it ends before the range does
   */
  List<Bytes> read(String name, long offset, long length) throws IOException;

  /** Removes a blob; one that does not exist is passed over. */
  void delete(String name) throws IOException;
}
