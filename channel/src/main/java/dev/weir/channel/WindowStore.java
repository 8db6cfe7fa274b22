package dev.weir.channel;

import dev.weir.media.Bytes;
import dev.weir.media.MemoryBudget;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live window of one stream in a store of all streams: refuses what does not fit into the
 * stream's share of the memory, so that its packager gives up the oldest segments. Thread-safe: the
 * packager and the ladder share it.
 */
final class WindowStore implements BlobStore {
  private final BlobStore store;
  private final MemoryBudget.Share memory;
  private final long spareBytes;
  private final Map<String, Long> lengths = new HashMap<>();

  /**
   * @param spareBytes that it leaves of what is promised to nobody: it can do with less, and what
   *     is on its way cannot
   */
  WindowStore(BlobStore store, MemoryBudget.Share memory, long spareBytes) {
    this.store = store;
    this.memory = memory;
    this.spareBytes = spareBytes;
  }

  @Override
  public synchronized long append(String name, Bytes bytes) throws IOException {
    if (!memory.hasRoomFor(bytes.length(), spareBytes)) {
      throw new BlobException(BlobException.Reason.NO_ROOM, name, "memory for media is used up");
    }
    long offset = store.append(name, bytes);
    memory.hold(bytes.length());
    lengths.merge(name, (long) bytes.length(), Long::sum);
    return offset;
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
  public synchronized void delete(String name) throws IOException {
    store.delete(name);
    @Nullable Long length = lengths.remove(name);
    if (length != null) {
      memory.release(length);
    }
  }
}
