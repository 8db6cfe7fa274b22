package dev.weir.packaging;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.List;

/**
 * A store that has room made before it refuses for want of it: better a shorter past than no
 * present. Confined to its packager.
 */
final class ThriftyStore implements BlobStore {
  private final BlobStore store;
  private final RoomMaker roomMaker;

  /** Whoever can do without something. */
  interface RoomMaker {
    /** Deletes what is needed least; false where nothing is left to delete. */
    boolean makeRoom() throws IOException;
  }

  ThriftyStore(BlobStore store, RoomMaker roomMaker) {
    this.store = store;
    this.roomMaker = roomMaker;
  }

  @Override
  public long append(String name, Bytes bytes) throws IOException {
    while (true) {
      try {
        return store.append(name, bytes);
      } catch (BlobException refused) {
        if (refused.reason() != BlobException.Reason.NO_ROOM || !roomMaker.makeRoom()) {
          throw refused;
        }
      }
    }
  }

  @Override
  public void seal(String name) throws IOException {
    store.seal(name);
  }

  @Override
  public List<Bytes> read(String name, long offset, long length) throws IOException {
    return store.read(name, offset, length);
  }

  @Override
  public void delete(String name) throws IOException {
    store.delete(name);
  }
}
