package dev.weir.container.mp4;

import dev.weir.media.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file on disk that counts what is read of it. Confined to one test. */
final class FileSource implements Mp4Source, AutoCloseable {
  private final FileChannel channel;
  private final long length;
  private long bytesRead;

  FileSource(Path file) throws IOException {
    channel = FileChannel.open(file);
    length = channel.size();
  }

  @Override
  public long lengthBytes() {
    return length;
  }

  @Override
  public Bytes read(long offset, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("%d octets at %d of %d".formatted(count, offset, length));
      }
    }
    bytesRead += count;
    return Bytes.wrap(buffer.array());
  }

  long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
