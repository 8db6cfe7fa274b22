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
 * A file on disk, read in blocks, since samples are small and follow each other. Confined to its
 * caller.
 */
final class FileSource implements Mp4Source, AutoCloseable {
  static final int BLOCK_BYTES = 1 << 20;

  private final FileChannel file;
  private final long lengthBytes;
  private final int blockBytes;

  // What was read last.
  private long blockOffset;
  private Bytes block = Bytes.EMPTY;

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
    if (offset < blockOffset || offset + count > blockOffset + block.length()) {
      block = readFully(offset, (int) Math.min(blockBytes, lengthBytes - offset));
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
