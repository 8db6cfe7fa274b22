package dev.weir.storage;

import dev.weir.media.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Blobs on the heap, up to a total size. What {@link #read} returns stays valid after {@link
 * #delete}. Thread-safe.
 */
public final class MemoryBlobStore implements BlobStore {
  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final ConcurrentMap<String, Blob> blobs = new ConcurrentHashMap<>();

  public MemoryBlobStore(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  @Override
  public long append(String name, Bytes bytes) throws BlobException {
    BlobName.check(name);
    if (usedBytes.addAndGet(bytes.length()) > limitBytes) {
      usedBytes.addAndGet(-bytes.length());
      throw new BlobException(
          BlobException.Reason.NO_ROOM,
          name,
          "memory for media is used up: " + limitBytes + " bytes");
    }
    Blob blob = blobs.computeIfAbsent(name, _ -> new Blob());
    try {
      return blob.append(name, bytes);
    } catch (BlobException refused) {
      usedBytes.addAndGet(-bytes.length());
      throw refused;
    }
  }

  @Override
  public void seal(String name) throws BlobException {
    existing(name).seal();
  }

  @Override
  public List<Bytes> read(String name, long offset, long length) throws BlobException {
    return existing(name).read(name, offset, length);
  }

  @Override
  public void delete(String name) {
    @Nullable Blob gone = blobs.remove(name);
    if (gone != null) {
      usedBytes.addAndGet(-gone.length());
    }
  }

  public long usedBytes() {
    return usedBytes.get();
  }

  public int blobCount() {
    return blobs.size();
  }

  private Blob existing(String name) throws BlobException {
    @Nullable Blob blob = blobs.get(name);
    if (blob == null) {
      throw new BlobException(BlobException.Reason.NOT_FOUND, name, "does not exist");
    }
    return blob;
  }

  /** The pieces of one blob as they were appended. Guarded by itself. */
  private static final class Blob {
    private final List<Bytes> pieces = new ArrayList<>();
    private long length;
    private boolean sealed;

    synchronized long append(String name, Bytes bytes) throws BlobException {
      if (sealed) {
        throw new BlobException(BlobException.Reason.SEALED, name, "is sealed");
      }
      long offset = length;
      pieces.add(bytes);
      length += bytes.length();
      return offset;
    }

    synchronized void seal() {
      sealed = true;
    }

    synchronized long length() {
      return length;
    }

    synchronized List<Bytes> read(String name, long offset, long wanted) throws BlobException {
      if (offset < 0 || wanted < 0 || offset > length - wanted) {
        throw new BlobException(
            BlobException.Reason.BEYOND_END,
            name,
            "has %d bytes, not %d at %d".formatted(length, wanted, offset));
      }
      var found = new ArrayList<Bytes>();
      long pieceStart = 0;
      for (Bytes piece : pieces) {
        long pieceEnd = pieceStart + piece.length();
        long from = Math.max(offset, pieceStart);
        long to = Math.min(offset + wanted, pieceEnd);
        if (from < to) {
          found.add(piece.slice((int) (from - pieceStart), (int) (to - pieceStart)));
        }
        pieceStart = pieceEnd;
      }
      return List.copyOf(found);
    }
  }
}
