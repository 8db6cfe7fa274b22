package dev.weir.gateway.http;

import dev.weir.media.Bytes;
import java.util.ArrayList;
import java.util.List;

/** The bytes of one answer, of which a range may be wanted. Immutable. */
sealed interface ByteSource {
  long length();

  /** The bytes from {@code from} to before {@code to}. */
  List<Bytes> read(long from, long to);

  /** Bytes that are at hand. */
  record InMemory(Bytes bytes) implements ByteSource {
    @Override
    public long length() {
      return bytes.length();
    }

    @Override
    public List<Bytes> read(long from, long to) {
      return List.of(bytes.slice((int) from, (int) to));
    }
  }

  /** Bytes in several pieces. */
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
}
