package dev.weir.packaging;

/**
 * One fragment ({@code moof} and {@code mdat}) of an extent, as the index keeps it: HLS's partial
 * segment, CMAF's chunk. Immutable.
 *
 * @param extent the blob that holds it
 * @param offset where it begins in the extent, in bytes
 * @param startTicks decoding time of its first sample, in the track's ticks since 1970
 * @param durationTicks the sum of its samples' durations
 * @param independent a decoder may start here
 * @param keyframeBytes from its beginning to the end of the picture that it begins with, which can
 *     be shown by itself; 0 where it begins with none, and where nobody knows
 */
public record Part(
    String extent,
    long offset,
    int lengthBytes,
    long startTicks,
    long durationTicks,
    boolean independent,
    int keyframeBytes) {

  /** One of which nobody knows where its first picture ends. */
  public Part(
      String extent,
      long offset,
      int lengthBytes,
      long startTicks,
      long durationTicks,
      boolean independent) {
    this(extent, offset, lengthBytes, startTicks, durationTicks, independent, 0);
  }

  public long endTicks() {
    return startTicks + durationTicks;
  }
}
