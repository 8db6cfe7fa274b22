package dev.weir.container.fmp4;

/**
 * A fragment of a track file all of which is there. Immutable.
 *
 * @param offset where its {@code moof} begins in the file
 * @param lengthBytes of {@code moof} and {@code mdat}
 * @param baseDecodeTicks decoding time of its first sample
 * @param durationTicks the sum of its samples' durations
 * @param independent its first sample is a sync sample: decoding may start here
 */
public record WholeFragment(
    long offset, int lengthBytes, long baseDecodeTicks, long durationTicks, boolean independent) {

  public long endOffset() {
    return offset + lengthBytes;
  }
}
