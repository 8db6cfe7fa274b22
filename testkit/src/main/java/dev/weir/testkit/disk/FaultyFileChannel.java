package dev.weir.testkit.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/**
 * An open file of a {@link FaultyDisk}. Thread-safe.
 *
 * <p>A failed sync puts zeros where something was written since the last that went well: so a
 * reader finds out that it should not have relied on it.
 */
final class FaultyFileChannel extends FileChannel {
  private static final int BLOCK_OCTETS = 4096;

  private final FaultyDisk disk;
  private final Path path;
  private final FileChannel real;

  /** Guarded by this. */
  private long safeOctets;

  FaultyFileChannel(FaultyDisk disk, Path path, FileChannel real) throws IOException {
    this.disk = disk;
    this.path = path;
    this.real = real;
    this.safeOctets = real.size();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    disk.admit(DiskOperation.READ, path);
    return real.read(target);
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    disk.admit(DiskOperation.READ, path);
    return real.read(targets, offset, length);
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    disk.admit(DiskOperation.READ, path);
    return real.read(target, position);
  }

  /** Writes to the file from some place on. */
  private interface Write {
    int of(ByteBuffer source) throws IOException;
  }

  private int write(ByteBuffer source, Write write) throws IOException {
    int admitted = disk.admit(DiskOperation.WRITE, path, source.remaining());
    ByteBuffer part = source.slice(source.position(), Math.min(admitted, source.remaining()));
    int written = write.of(part);
    source.position(source.position() + written);
    return written;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return write(source, real::write);
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    return write(source, part -> real.write(part, position));
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    long written = 0;
    for (int i = offset; i < offset + length; i++) {
      while (sources[i].hasRemaining()) {
        written += write(sources[i]);
      }
    }
    return written;
  }

  @Override
  public synchronized void force(boolean metaData) throws IOException {
    try {
      disk.admit(DiskOperation.FORCE, path);
    } catch (IOException failed) {
      forgetUnsafe();
      throw failed;
    }
    real.force(metaData);
    safeOctets = real.size();
  }

  private void forgetUnsafe() throws IOException {
    for (long at = safeOctets; at < real.size(); at += BLOCK_OCTETS) {
      int octets = (int) Math.min(BLOCK_OCTETS, real.size() - at);
      real.write(ByteBuffer.allocate(octets), at);
    }
    safeOctets = real.size();
  }

  @Override
  public synchronized FileChannel truncate(long size) throws IOException {
    disk.admit(DiskOperation.TRUNCATE, path);
    real.truncate(size);
    safeOctets = Math.min(safeOctets, size);
    return this;
  }

  @Override
  public long position() throws IOException {
    return real.position();
  }

  @Override
  public FileChannel position(long position) throws IOException {
    real.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return real.size();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
    disk.admit(DiskOperation.READ, path);
    return real.transferTo(position, count, target);
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count)
      throws IOException {
    disk.admit(DiskOperation.WRITE, path);
    return real.transferFrom(source, position, count);
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    disk.admit(DiskOperation.READ, path);
    return real.map(mode, position, size);
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) throws IOException {
    return real.lock(position, size, shared);
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) throws IOException {
    return real.tryLock(position, size, shared);
  }

  @Override
  protected void implCloseChannel() throws IOException {
    real.close();
  }
}
