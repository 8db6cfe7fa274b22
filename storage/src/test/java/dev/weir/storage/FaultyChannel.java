package dev.weir.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file on a disk that can be made to fail. */
final class FaultyChannel extends FileChannel {
  private final FileChannel file;

  private long bytesUntilFailure = Long.MAX_VALUE;
  private boolean syncFails;
  private int syncs;

  FaultyChannel(FileChannel file) {
    this.file = file;
  }

  void failAfterBytes(long bytes) {
    bytesUntilFailure = bytes;
  }

  void failSync() {
    syncFails = true;
  }

  void mend() {
    bytesUntilFailure = Long.MAX_VALUE;
    syncFails = false;
  }

  int syncs() {
    return syncs;
  }

  @Override
  public int write(ByteBuffer source, long position) throws IOException {
    if (bytesUntilFailure == 0) {
      throw new IOException("Input/output error");
    }
    ByteBuffer part = source.duplicate();
    part.limit(part.position() + (int) Math.min(part.remaining(), bytesUntilFailure));
    int written = file.write(part, position);
    source.position(source.position() + written);
    bytesUntilFailure -= bytesUntilFailure == Long.MAX_VALUE ? 0 : written;
    return written;
  }

  @Override
  public void force(boolean metaData) throws IOException {
    if (syncFails) {
      throw new IOException("Input/output error");
    }
    syncs++;
    file.force(metaData);
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  protected void implCloseChannel() throws IOException {
    file.close();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int read(ByteBuffer target, long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long newPosition) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new UnsupportedOperationException();
  }
}
