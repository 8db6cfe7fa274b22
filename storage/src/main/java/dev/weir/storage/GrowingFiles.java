package dev.weir.storage;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files of a store that a power cut could still shorten, and those that the disk has lost.
 * Guarded by itself; the lock is not held while a file is written or forced.
 */
final class GrowingFiles implements AutoCloseable {
  private final Map<String, GrowingFile> files = new HashMap<>();
  private final Set<String> sealed = new HashSet<>();
  private final Set<Path> changedFolders = new LinkedHashSet<>();

  /** How much of each can be relied on. */
  private final Map<String, Long> lost = new HashMap<>();

  long append(String name, Path path, Bytes bytes) throws IOException {
    GrowingFile file = opened(name, path);
    try {
      return file.append(bytes);
    } catch (IOException failed) {
      if (file.isLost()) {
        lose(name, file, failed);
      }
      throw failed;
    }
  }

  private synchronized GrowingFile opened(String name, Path path) throws IOException {
    if (sealed.contains(name)) {
      throw new BlobException(Reason.SEALED, name, "is sealed");
    }
    if (lost.containsKey(name)) {
      throw new BlobException(Reason.LOST, name, "the disk has failed under it");
    }
    @Nullable GrowingFile known = files.get(name);
    if (known != null) {
      return known;
    }
    if (!Files.exists(path)) {
      makeFolders(path);
    }
    GrowingFile opened = GrowingFile.open(path);
    files.put(name, opened);
    return opened;
  }

  /** A file is safe from a power cut only once its folder is, and so is a folder. */
  private void makeFolders(Path path) throws IOException {
    @Nullable Path lowest = path.getParent();
    for (Path folder = lowest; folder != null; folder = folder.getParent()) {
      changedFolders.add(folder);
      if (Files.exists(folder)) {
        break;
      }
    }
    if (lowest != null) {
      Files.createDirectories(lowest);
    }
  }

  synchronized void seal(String name) {
    sealed.add(name);
    @Nullable GrowingFile file = files.get(name);
    if (file != null) {
      file.seal();
    }
  }

  /** How much can be relied on; empty for a file that was not lost. */
  synchronized OptionalLong lengthOfLost(String name) {
    @Nullable Long length = lost.get(name);
    return length == null ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** A file that was lost has been cut down to what can be relied on. */
  synchronized void settle(String name) {
    lost.remove(name);
  }

  /** Knows nothing of it any more. */
  void forget(String name) throws IOException {
    @Nullable GrowingFile file;
    synchronized (this) {
      file = files.remove(name);
      sealed.remove(name);
      lost.remove(name);
    }
    if (file != null) {
      file.close();
    }
  }

  synchronized void deleteEmptyFolders(Path lowest, Path root) throws IOException {
    try {
      @Nullable Path folder = lowest;
      while (folder != null && !folder.equals(root) && Files.deleteIfExists(folder)) {
        changedFolders.remove(folder);
        folder = folder.getParent();
      }
    } catch (DirectoryNotEmptyException _) {
      // It stays, and so do those above.
    }
  }

  /**
   * Folders first: a file whose folder could not be forced may not be found again, however safe its
   * bytes are.
   *
   * @throws IOException the first failure, the others with it
   */
  void force() throws IOException {
    Map<String, GrowingFile> growing;
    List<Path> folders;
    synchronized (this) {
      growing = Map.copyOf(files);
      folders = List.copyOf(changedFolders);
      changedFolders.clear();
    }
    var failures = new ArrayList<IOException>();
    for (Path folder : folders) {
      force(folder, growing, failures);
    }
    growing.forEach((name, file) -> force(name, file, failures));
    if (!failures.isEmpty()) {
      IOException first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  /** What was not safe before in a folder that cannot be forced is lost. */
  private void force(Path folder, Map<String, GrowingFile> growing, List<IOException> failures) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException deletedSince) {
      return;
    } catch (IOException failed) {
      failures.add(failed);
      synchronized (this) {
        changedFolders.add(folder);
      }
      growing.forEach((name, file) -> {
        if (file.safeLength() == 0 && file.isBelow(folder)) {
          lose(name, file, failed);
        }
      });
    }
  }

  private void force(String name, GrowingFile file, List<IOException> failures) {
    try {
      file.force();
      if (file.isSealed()) {
        finish(name, file);
      }
    } catch (IOException failed) {
      lose(name, file, failed);
      failures.add(failed);
    }
  }

  private void finish(String name, GrowingFile file) throws IOException {
    synchronized (this) {
      files.remove(name, file);
    }
    file.close();
  }

  /** From now on it ends where the last sync that went well has left it. */
  private void lose(String name, GrowingFile file, IOException failed) {
    synchronized (this) {
      if (files.remove(name, file)) {
        lost.put(name, file.safeLength());
      }
    }
    try {
      file.close();
    } catch (IOException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      force();
    } finally {
      for (GrowingFile file : left()) {
        file.close();
      }
    }
  }

  private synchronized List<GrowingFile> left() {
    List<GrowingFile> left = List.copyOf(files.values());
    files.clear();
    return left;
  }
}
