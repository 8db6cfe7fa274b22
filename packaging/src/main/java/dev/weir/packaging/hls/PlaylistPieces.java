package dev.weir.packaging.hls;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A media playlist in pieces, of which most are the same in the next: what is long past does not
 * change, so whoever keeps a block need not write it again. Immutable.
 *
 * @param head up to the first block
 * @param past in order; empty where little is listed
 * @param tail all that follows
 */
public record PlaylistPieces(String head, List<PastBlock> past, String tail) {
  public PlaylistPieces {
    past = List.copyOf(past);
  }

  /** The whole playlist. */
  String text() {
    return past.stream().map(PastBlock::text).collect(Collectors.joining("", head, tail));
  }
}
