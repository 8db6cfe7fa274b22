package dev.weir.testkit.disk;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands calls on to the real file system, if the {@link FaultyDisk} admits them. Thread-safe. */
final class FaultyFileSystemProvider extends FileSystemProvider {
  private final FileSystemProvider real = FileSystems.getDefault().provider();
  private final FaultyDisk disk;
  private final FaultyFileSystem fileSystem;

  FaultyFileSystemProvider(FaultyDisk disk, FaultyFileSystem fileSystem) {
    this.disk = disk;
    this.fileSystem = fileSystem;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("made with its disk");
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return fileSystem;
  }

  @Override
  public Path getPath(URI uri) {
    throw new UnsupportedOperationException("known by their real paths alone");
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = FaultyPath.real(path);
    disk.admit(DiskOperation.OPEN, file);
    return new FaultyFileChannel(disk, file, real.newFileChannel(file, options, attributes));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path folder, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Path realFolder = FaultyPath.real(folder);
    disk.admit(DiskOperation.LIST, realFolder);
    return new Listing(
        real.newDirectoryStream(
            realFolder, entry -> filter.accept(new FaultyPath(fileSystem, entry))));
  }

  /** Names the entries as paths of the faulty disk. */
  private final class Listing implements DirectoryStream<Path> {
    private final DirectoryStream<Path> entries;

    Listing(DirectoryStream<Path> entries) {
      this.entries = entries;
    }

    @Override
    public Iterator<Path> iterator() {
      Iterator<Path> iterator = entries.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return iterator.hasNext();
        }

        @Override
        public Path next() {
          return new FaultyPath(fileSystem, iterator.next());
        }
      };
    }

    @Override
    public void close() throws IOException {
      entries.close();
    }
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    disk.admit(DiskOperation.OPEN, FaultyPath.real(folder));
    real.createDirectory(FaultyPath.real(folder), attributes);
  }

  @Override
  public void delete(Path path) throws IOException {
    disk.admit(DiskOperation.DELETE, FaultyPath.real(path));
    real.delete(FaultyPath.real(path));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    disk.admit(DiskOperation.READ, FaultyPath.real(source));
    disk.admit(DiskOperation.WRITE, FaultyPath.real(target));
    Files.copy(FaultyPath.real(source), FaultyPath.real(target), options);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    disk.admit(DiskOperation.RENAME, FaultyPath.real(source));
    Files.move(FaultyPath.real(source), FaultyPath.real(target), options);
  }

  @Override
  public boolean isSameFile(Path path, Path other) throws IOException {
    return real.isSameFile(FaultyPath.real(path), FaultyPath.real(other));
  }

  @Override
  public boolean isHidden(Path path) throws IOException {
    return real.isHidden(FaultyPath.real(path));
  }

  @Override
  public FileStore getFileStore(Path path) throws IOException {
    disk.admit(DiskOperation.STAT, FaultyPath.real(path));
    return real.getFileStore(FaultyPath.real(path));
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    disk.admit(DiskOperation.STAT, FaultyPath.real(path));
    real.checkAccess(FaultyPath.real(path), modes);
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return real.getFileAttributeView(FaultyPath.real(path), type, options);
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    disk.admit(DiskOperation.STAT, FaultyPath.real(path));
    return real.readAttributes(FaultyPath.real(path), type, options);
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    disk.admit(DiskOperation.STAT, FaultyPath.real(path));
    return real.readAttributes(FaultyPath.real(path), attributes, options);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options)
      throws IOException {
    real.setAttribute(FaultyPath.real(path), attribute, value, options);
  }
}
