package dev.weir.gateway.http;

import dev.weir.container.fmp4.MovieWriter.Payload;
import dev.weir.net.StoredBody;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Reads a movie for one answer, with the few files open that it is read from at a time. One thread
 * reads at a time; any may close it, without waiting for one that reads.
 */
final class MovieOctets implements StoredBody.Octets, AutoCloseable {
  /** Those of a picture and of some sounds. */
  private static final int MOST_OPEN = 8;

  private final StoredMovie movie;
  private final OpenFiles files;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile boolean isClosed;

  // Guarded by reading.
  private final Map<String, OpenFiles.Opened> open = new LinkedHashMap<>(MOST_OPEN, 1, true);

  MovieOctets(StoredMovie movie, OpenFiles files) {
    this.movie = movie;
    this.files = files;
  }

  @Override
  public void read(ByteBuffer free, long from) throws IOException {
    reading.lock();
    try {
      for (long at = from; free.hasRemaining(); ) {
        at += at < movie.headerLength() ? readHeader(free, (int) at) : readPayload(free, at);
      }
    } finally {
      reading.unlock();
      releaseIfClosed();
    }
  }

  private int readHeader(ByteBuffer free, int at) {
    int length = Math.min(free.remaining(), movie.headerLength() - at);
    free.put(movie.header().slice(at, at + length).asByteBuffer());
    return length;
  }

  private int readPayload(ByteBuffer free, long at) throws IOException {
    int stretch = movie.stretchAt(at);
    Payload payload = movie.payload(stretch);
    long skipped = at - movie.startOf(stretch);
    int length = (int) Math.min(free.remaining(), payload.lengthBytes() - skipped);
    OpenFiles.Opened file = opened(payload.source());
    ByteBuffer piece = free.slice(free.position(), length);
    while (piece.hasRemaining()) {
      if (file.channel().read(piece, payload.offset() + skipped + piece.position()) < 0) {
        throw new EOFException("the film was cut off while it was sent");
      }
    }
    free.position(free.position() + length);
    return length;
  }

  private OpenFiles.Opened opened(String extent) throws IOException {
    if (isClosed) {
      throw new ClosedChannelException();
    }
    OpenFiles.@Nullable Opened known = open.get(extent);
    if (known != null) {
      return known;
    }
    OpenFiles.Opened added = files.open(extent);
    open.put(extent, added);
    if (open.size() > MOST_OPEN) {
      Iterator<OpenFiles.Opened> oldest = open.values().iterator();
      oldest.next().release();
      oldest.remove();
    }
    return added;
  }

  @Override
  public void close() {
    isClosed = true;
    releaseIfClosed();
  }

  /** By whoever comes last: the one who closes it, or who was reading meanwhile. */
  private void releaseIfClosed() {
    if (isClosed && reading.tryLock()) {
      try {
        open.values().forEach(OpenFiles.Opened::release);
        open.clear();
      } finally {
        reading.unlock();
      }
    }
  }
}
