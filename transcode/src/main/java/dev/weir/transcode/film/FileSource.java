package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4Source;
import dev.weir.media.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file on disk, read in blocks where samples follow each other, since they are small. Reads a few
 * times what is asked for at most, in whatever order that is: a file may have its samples anywhere.
 * Confined to its caller.
 */
final class FileSource implements Mp4Source, AutoCloseable {
  static final int BLOCK_BYTES = 1 << 20;

  /** So many times what was asked for in a row is read ahead. */
  private static final int AHEAD = 8;

  private final FileChannel file;
  private final long lengthBytes;
  private final int blockBytes;

  // What was read last.
  private long blockOffset;
  private Bytes block = Bytes.EMPTY;

  // What was asked for last, and how much in a row.
  private long endOffset;
  private long runBytes;

  /**
   * @param blockBytes how much is read at once
   */
  FileSource(Path path, int blockBytes) throws IOException {
    this.blockBytes = blockBytes;
    file = FileChannel.open(path, StandardOpenOption.READ);
    lengthBytes = file.size();
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public Bytes read(long offset, int count) throws IOException {
    if (count > blockBytes) {
      return readFully(offset, count);
    }
    boolean isInBlock = offset >= blockOffset && offset + count <= blockOffset + block.length();
    boolean follows = offset >= endOffset && offset - endOffset <= blockBytes;
    long aheadBytes = follows ? Math.min(blockBytes, AHEAD * runBytes) : 0;
    runBytes = follows ? runBytes + count : count;
    endOffset = offset + count;
    if (!isInBlock) {
      long wanted = Math.max(count, Math.min(aheadBytes, lengthBytes - offset));
      block = readFully(offset, (int) wanted);
      blockOffset = offset;
    }
    int from = (int) (offset - blockOffset);
    return block.slice(from, from + count);
  }

  private Bytes readFully(long offset, int count) throws IOException {
    var octets = new byte[count];
    ByteBuffer buffer = ByteBuffer.wrap(octets);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("the file ends before its " + (offset + count) + ". byte");
      }
    }
    return Bytes.wrap(octets);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
