package dev.weir.gateway.http;

import dev.weir.channel.LiveStore;
import dev.weir.media.Bytes;
import dev.weir.net.ByteSource;
import dev.weir.packaging.Part;
import java.io.IOException;
import java.util.List;

/**
 * Parts of the live window, for as long as it has them: whoever sends them holds their names alone,
 * so that the window's memory is what its stream was given, however slowly it is read. Thread-safe.
 */
record PartsInMemory(LiveStore store, List<Part> parts) implements ByteSource {
  @Override
  public long length() {
    return parts.stream().mapToLong(Part::lengthBytes).sum();
  }

  /**
   * Whether they are not gone yet, so that an answer may begin. They are of one segment, whose
   * extent the window gives up as a whole, so that the first tells of all.
   */
  boolean isThere() {
    try {
      store.read(parts.stream().limit(1).toList());
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  @Override
  public List<Bytes> read(long from, long to) throws IOException {
    int first = 0;
    long start = 0;
    while (first < parts.size() && start + parts.get(first).lengthBytes() <= from) {
      start += parts.get(first).lengthBytes();
      first++;
    }
    int end = first;
    for (long next = start; next < to && end < parts.size(); end++) {
      next += parts.get(end).lengthBytes();
    }
    List<Bytes> pieces = store.read(parts.subList(first, end));
    return ByteSource.of(pieces).read(from - start, to - start);
  }
}
