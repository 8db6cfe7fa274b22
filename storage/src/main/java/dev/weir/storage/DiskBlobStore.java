package dev.weir.storage;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files below one folder. A file that grows is kept open until it is sealed and forced.
 * Blocks; thread-safe.
 *
 * <p>Whether a blob is sealed is not written down: after a restart every blob may grow again.
 */
public final class DiskBlobStore implements DurableBlobStore, AutoCloseable {
  /** Large enough for a disk to stream, small enough not to trouble the heap. */
  private static final int READ_BYTES = 256 << 10;

  /** Less room than this counts as none: a file system needs some for itself. */
  private static final long SPARE_BYTES = 1 << 20;

  private final Path root;

  private final GrowingFiles growing = new GrowingFiles();

  /**
   * @param root is made with the first blob, where it does not exist
   */
  public DiskBlobStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public long append(String name, Bytes bytes) throws IOException {
    try {
      return growing.append(name, path(name), bytes);
    } catch (BlobException refused) {
      throw refused;
    } catch (IOException failed) {
      throw isFull(bytes.length(), failed)
          ? new BlobException(Reason.NO_ROOM, name, "the disk is full")
          : failed;
    }
  }

  private boolean isFull(int wantedBytes, IOException failed) {
    try {
      return usableBytes() < wantedBytes + SPARE_BYTES;
    } catch (IOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
      return false;
    }
  }

  @Override
  public void seal(String name) throws IOException {
    if (!Files.exists(path(name))) {
      throw missing(name);
    }
    growing.seal(name);
  }

  @Override
  public List<Bytes> read(String name, long offset, long length) throws IOException {
    OptionalLong safe = growing.lengthOfLost(name);
    try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ)) {
      long size = safe.orElse(file.size());
      if (offset < 0 || length < 0 || offset > size - length) {
        throw new BlobException(
            safe.isPresent() ? Reason.LOST : Reason.BEYOND_END,
            name,
            "has %d bytes, not %d at %d".formatted(size, length, offset));
      }
      var pieces = new ArrayList<Bytes>();
      for (long at = offset; at < offset + length; at += READ_BYTES) {
        pieces.add(readPiece(name, file, at, (int) Math.min(READ_BYTES, offset + length - at)));
      }
      return List.copyOf(pieces);
    } catch (NoSuchFileException _) {
      throw missing(name);
    }
  }

  /**
   * The file of a blob that grows no more, for whoever lets the system send it; to be closed by the
   * caller.
   *
   * @throws BlobException if there is no such blob
   */
  public FileChannel open(String name) throws IOException {
    try {
      return FileChannel.open(path(name), StandardOpenOption.READ);
    } catch (NoSuchFileException _) {
      throw missing(name);
    }
  }

  private static Bytes readPiece(String name, FileChannel file, long offset, int length)
      throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(length);
    while (piece.hasRemaining()) {
      if (file.read(piece, offset + piece.position()) < 0) {
        throw new BlobException(Reason.BEYOND_END, name, "was cut off while it was read");
      }
    }
    return Bytes.wrap(piece.array());
  }

  @Override
  public void delete(String name) throws IOException {
    Path path = path(name);
    growing.forget(name);
    Files.deleteIfExists(path);
    growing.deleteEmptyFolders(parent(path), root);
  }

  @Override
  public List<StoredBlob> list(String folder) throws IOException {
    Path start = path(folder);
    var found = new ArrayList<StoredBlob>();
    if (Files.isDirectory(start)) {
      Files.walkFileTree(start, new Listing(found));
      found.sort(Comparator.comparing(StoredBlob::name));
    }
    return found;
  }

  /** Collects files; one that goes while it looks is passed over. */
  private final class Listing extends SimpleFileVisitor<Path> {
    private final List<StoredBlob> found;

    Listing(List<StoredBlob> found) {
      this.found = found;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = root.relativize(file).toString().replace('\\', '/');
      found.add(new StoredBlob(name, attributes.size(), attributes.lastModifiedTime().toMillis()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
      if (failed instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failed;
    }
  }

  @Override
  public List<String> folders(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(path(folder))) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  @Override
  public long length(String name) throws IOException {
    OptionalLong safe = growing.lengthOfLost(name);
    try {
      return safe.isPresent() ? safe.getAsLong() : Files.size(path(name));
    } catch (NoSuchFileException _) {
      throw missing(name);
    }
  }

  @Override
  public void truncate(String name, long lengthBytes) throws IOException {
    if (length(name) < lengthBytes) {
      throw new BlobException(Reason.BEYOND_END, name, "is shorter than " + lengthBytes);
    }
    if (Files.size(path(name)) > lengthBytes) {
      try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
        file.truncate(lengthBytes);
        file.force(true);
      }
    }
    growing.settle(name);
  }

  @Override
  public void force() throws IOException {
    growing.force();
  }

  @Override
  public long usableBytes() throws IOException {
    @Nullable Path existing = root;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      throw new IOException("nothing of " + root + " can be found");
    }
    return Files.getFileStore(existing).getUsableSpace();
  }

  /** Forces and closes what is still growing. */
  @Override
  public void close() throws IOException {
    growing.close();
  }

  private Path path(String name) throws BlobException {
    BlobName.check(name);
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new BlobException(Reason.BAD_NAME, name, "lies outside of the store");
    }
    return path;
  }

  private static Path parent(Path path) {
    @Nullable Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalStateException("no folder above " + path);
    }
    return parent;
  }

  private static BlobException missing(String name) {
    return new BlobException(Reason.NOT_FOUND, name, "does not exist");
  }
}
