package dev.weir.gateway.upload;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the bytes of uploads lie, a file for each, until they are taken. Thread-safe; blocks. */
final class UploadFolder {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);

  private final Path folder;
  private final long reserveBytes;
  private final FileStore disk;

  /** Makes it where it is not there. */
  UploadFolder(Path folder, long reserveBytes) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.reserveBytes = reserveBytes;
    this.disk = Files.getFileStore(folder);
  }

  /** The file of an upload. Ids are our own, so that they name nothing elsewhere. */
  Path file(String id) {
    return folder.resolve(id);
  }

  /** Whether so much can come without touching the reserve. */
  boolean hasRoomFor(long bytes) throws IOException {
    return disk.getUsableSpace() - reserveBytes >= bytes;
  }

  /** What cannot be deleted now goes with {@link #keepOnly} at the next start. */
  void delete(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException failed) {
      LOG.warn("upload={} event=upload-not-deleted {}", id, failed.toString());
    }
  }

  /** Deletes all that belongs to no upload. */
  void keepOnly(Set<String> ids) throws IOException {
    List<Path> others;
    try (Stream<Path> files = Files.list(folder)) {
      others = files.filter(file -> !ids.contains(String.valueOf(file.getFileName()))).toList();
    }
    for (Path other : others) {
      LOG.info("event=upload-removed {} belongs to no upload", other.getFileName());
      delete(String.valueOf(other.getFileName()));
    }
  }
}
