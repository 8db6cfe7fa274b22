package dev.weir.server.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** A file from some byte on, as the body of a request, which tells how much was read. */
final class FilePart {
  private final Path file;
  private final long fromBytes;
  private final long lengthBytes;
  private final AtomicLong readBytes = new AtomicLong();

  FilePart(Path file, long fromBytes, long lengthBytes) {
    this.file = file;
    this.fromBytes = fromBytes;
    this.lengthBytes = lengthBytes;
  }

  BodyPublisher publisher() {
    return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(this::open), lengthBytes);
  }

  /** How much of it the connection has asked for. */
  long readBytes() {
    return readBytes.get();
  }

  private InputStream open() {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.position(fromBytes);
      return new Counted(Channels.newInputStream(channel));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** No more than was said, also where the file grows. */
  private final class Counted extends InputStream {
    private final InputStream in;
    private long left = lengthBytes;

    Counted(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      ByteBuffer one = ByteBuffer.allocate(1);
      return read(one.array(), 0, 1) < 0 ? -1 : one.get(0) & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = in.read(to, offset, (int) Math.min(length, left));
      if (count > 0) {
        left -= count;
        readBytes.addAndGet(count);
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
