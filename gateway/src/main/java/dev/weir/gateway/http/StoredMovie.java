package dev.weir.gateway.http;

import dev.weir.container.fmp4.MovieWriter.Movie;
import dev.weir.container.fmp4.MovieWriter.Payload;
import dev.weir.media.Bytes;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** A film as one file that nobody has written: a header, and stretches of extents. Immutable. */
final class StoredMovie {
  private final Movie movie;

  /** Where each stretch begins in it, and where the last one ends. */
  private final long[] starts;

  private final String entityTag;

  StoredMovie(Movie movie) {
    this.movie = movie;
    starts = new long[movie.payload().size() + 1];
    starts[0] = movie.header().length();
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + movie.payload().get(i - 1).lengthBytes();
    }
    var checksum = new CRC32C();
    checksum.update(movie.header().asByteBuffer());
    entityTag = "\"%x-%x\"".formatted(length(), checksum.getValue());
  }

  /** Of all of its octets: extents do not change, and the header tells of their samples. */
  String entityTag() {
    return entityTag;
  }

  long length() {
    return starts[starts.length - 1];
  }

  Bytes header() {
    return movie.header();
  }

  int headerLength() {
    return movie.header().length();
  }

  /** Which stretch holds that octet, which lies behind the header. */
  int stretchAt(long at) {
    int found = Arrays.binarySearch(starts, at);
    return found >= 0 ? found : -found - 2;
  }

  long startOf(int stretch) {
    return starts[stretch];
  }

  Payload payload(int stretch) {
    return movie.payload().get(stretch);
  }
}
