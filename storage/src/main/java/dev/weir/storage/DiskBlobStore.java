package dev.weir.storage;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Blobs as files below one folder. A file that grows is kept open until it is sealed. Blocks;
 * thread-safe: the table of growing blobs is guarded by this object's lock, which is not held while
 * a file is read, written or forced.
 *
 * <p>Whether a blob is sealed is not written down: after a restart every blob may grow again.
 */
public final class DiskBlobStore implements DurableBlobStore, AutoCloseable {
  /** Large enough for a disk to stream, small enough not to trouble the heap. */
  private static final int READ_BYTES = 256 << 10;

  /** Less room than this counts as none: a file system needs some for itself. */
  private static final long SPARE_BYTES = 1 << 20;

  private final Path root;
  private final Opener opener;

  // Guarded by this.
  private final Map<String, GrowingFile> growing = new HashMap<>();
  private final Set<String> sealed = new LinkedHashSet<>();
  private final Set<Path> changedFolders = new LinkedHashSet<>();

  /**
   * @param root is made with the first blob, where it does not exist
   */
  public DiskBlobStore(Path root) {
    this(root, path -> FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
  }

  /** One whose files are opened for appending by {@code opener}, so that a test can break them. */
  DiskBlobStore(Path root, Opener opener) {
    this.root = root.toAbsolutePath().normalize();
    this.opener = opener;
  }

  /** Opens a file for writing, and makes it where it does not exist. */
  interface Opener {
    FileChannel open(Path path) throws IOException;
  }

  @Override
  public long append(String name, Bytes bytes) throws IOException {
    GrowingFile file = growing(name);
    try {
      return file.append(name, bytes);
    } catch (BlobException refused) {
      throw refused;
    } catch (IOException failed) {
      throw usableBytes() < bytes.length() + SPARE_BYTES
          ? new BlobException(Reason.NO_ROOM, name, "the disk is full")
          : failed;
    }
  }

  private synchronized GrowingFile growing(String name) throws IOException {
    @Nullable GrowingFile known = growing.get(name);
    if (known != null) {
      return known;
    }
    Path path = path(name);
    if (sealed.contains(name)) {
      throw new BlobException(Reason.SEALED, name, "is sealed");
    }
    if (!Files.exists(path)) {
      makeFolders(path);
    }
    var opened = new GrowingFile(opener.open(path));
    growing.put(name, opened);
    return opened;
  }

  /** A file is safe from a power cut only once its folder is, and so is a folder. */
  private void makeFolders(Path path) throws IOException {
    for (Path folder = parent(path); ; folder = parent(folder)) {
      changedFolders.add(folder);
      if (Files.exists(folder)) {
        break;
      }
    }
    Files.createDirectories(parent(path));
  }

  @Override
  public void seal(String name) throws IOException {
    @Nullable GrowingFile file;
    synchronized (this) {
      if (!Files.exists(path(name))) {
        throw missing(name);
      }
      sealed.add(name);
      file = growing.remove(name);
    }
    if (file != null) {
      file.forceAndClose();
    }
  }

  @Override
  public List<Bytes> read(String name, long offset, long length) throws IOException {
    try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.READ)) {
      long size = file.size();
      if (offset < 0 || length < 0 || offset > size - length) {
        throw new BlobException(
            Reason.BEYOND_END, name, "has %d bytes, not %d at %d".formatted(size, length, offset));
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
    @Nullable GrowingFile file;
    Path path = path(name);
    synchronized (this) {
      file = growing.remove(name);
      sealed.remove(name);
    }
    if (file != null) {
      file.close();
    }
    Files.deleteIfExists(path);
    deleteEmptyFolders(parent(path));
  }

  private synchronized void deleteEmptyFolders(Path lowest) throws IOException {
    for (Path folder = lowest; !folder.equals(root); folder = parent(folder)) {
      try {
        if (!Files.deleteIfExists(folder)) {
          return;
        }
        changedFolders.remove(folder);
      } catch (DirectoryNotEmptyException _) {
        return;
      }
    }
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
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public long length(String name) throws IOException {
    try {
      return Files.size(path(name));
    } catch (NoSuchFileException _) {
      throw missing(name);
    }
  }

  @Override
  public void truncate(String name, long lengthBytes) throws IOException {
    if (length(name) < lengthBytes) {
      throw new BlobException(Reason.BEYOND_END, name, "is shorter than " + lengthBytes);
    }
    try (FileChannel file = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
      file.truncate(lengthBytes);
      file.force(true);
    }
  }

  @Override
  public void force() throws IOException {
    List<GrowingFile> files;
    List<Path> folders;
    synchronized (this) {
      files = List.copyOf(growing.values());
      folders = List.copyOf(changedFolders);
      changedFolders.clear();
    }
    @Nullable IOException failure = null;
    for (GrowingFile file : files) {
      try {
        file.force();
      } catch (IOException failed) {
        failure = failed;
      }
    }
    for (Path folder : folders) {
      forceFolder(folder);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException _) {
      // Deleted since: nothing to keep.
    }
  }

  @Override
  public long usableBytes() throws IOException {
    Path existing = root;
    while (!Files.exists(existing)) {
      existing = parent(existing);
    }
    return Files.getFileStore(existing).getUsableSpace();
  }

  /** Forces and closes what is still growing. */
  @Override
  public void close() throws IOException {
    force();
    List<GrowingFile> files;
    synchronized (this) {
      files = List.copyOf(growing.values());
      growing.clear();
    }
    for (GrowingFile file : files) {
      file.close();
    }
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
