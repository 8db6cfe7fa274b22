package dev.weir.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A file that nobody but its owner may read, at any moment. Windows has no such rights: there the
 * folder has to be the owner's. Stateless.
 */
final class PrivateFile {
  private static final Set<PosixFilePermission> OWNERS =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /** Makes an empty one, which is not there yet. */
  static void create(Path file) throws IOException {
    FileAttribute<?>[] rights =
        hasRights(file)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
            : new FileAttribute<?>[0];
    Files.createFile(file, rights);
  }

  /** Makes an empty one where there is none, and takes the rights of others away where one is. */
  static void ensure(Path file) throws IOException {
    if (!Files.exists(file)) {
      create(file);
    } else if (hasRights(file) && !OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
      Files.setPosixFilePermissions(file, OWNERS);
    }
  }

  private static boolean hasRights(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
