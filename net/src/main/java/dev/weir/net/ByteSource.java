package dev.weir.net;

import dev.weir.media.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of one answer, or of a piece of it: their number is known, they are had stretch by
 * stretch, and may be gone before the last.
 */
public interface ByteSource {
  long length();

  /**
   * The bytes from {@code from} to before {@code to}, at once.
   *
   * @throws IOException where they are not there any more
   */
  List<Bytes> read(long from, long to) throws IOException;

  /** What of it lies from {@code from} to before {@code to}. */
  default ByteSource slice(long from, long to) {
    return new Stretch(this, from, to);
  }

  /** Bytes that are at hand, in their order. */
  static ByteSource of(List<Bytes> pieces) {
    return new Pieces(pieces);
  }

  /** Bytes in several pieces. Immutable. */
  record Pieces(List<Bytes> pieces) implements ByteSource {
    @Override
    public long length() {
      return pieces.stream().mapToLong(Bytes::length).sum();
    }

    @Override
    public List<Bytes> read(long from, long to) {
      var wanted = new ArrayList<Bytes>();
      long start = 0;
      for (Bytes piece : pieces) {
        long first = Math.max(from, start);
        long end = Math.min(to, start + piece.length());
        if (first < end) {
          wanted.add(piece.slice((int) (first - start), (int) (end - start)));
        }
        start += piece.length();
      }
      return wanted;
    }
  }

  /** A part of a whole. Immutable. */
  record Stretch(ByteSource whole, long start, long end) implements ByteSource {
    @Override
    public long length() {
      return end - start;
    }

    @Override
    public List<Bytes> read(long from, long to) throws IOException {
      return whole.read(start + from, start + to);
    }

    @Override
    public ByteSource slice(long from, long to) {
      return new Stretch(whole, start + from, start + to);
    }
  }
}
