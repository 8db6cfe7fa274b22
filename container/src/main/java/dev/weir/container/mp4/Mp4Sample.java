package dev.weir.container.mp4;

/**
 * A sample of a track: when it is decoded and shown, and where its octets are. Immutable.
 *
 * @param dtsTicks decoding time in ticks of the track, where 0 is the beginning of the film; it may
 *     be negative, and later than {@code ptsTicks} where the file has such offsets
 * @param ptsTicks presentation time likewise
 * @param durationTicks 0 or more
 * @param sync decoding may start here, as the file says
 * @param shown some of it is seen or heard; else it is only decoded because others need it
 * @param offset in the file
 * @param sizeBytes may be 0
 */
public record Mp4Sample(
    long dtsTicks,
    long ptsTicks,
    int durationTicks,
    boolean sync,
    boolean shown,
    long offset,
    int sizeBytes) {

  public int compositionTicks() {
    return (int) (ptsTicks - dtsTicks);
  }

  public long endOffset() {
    return offset + sizeBytes;
  }

  /** The same on another timeline. */
  Mp4Sample moved(long ticks, boolean isShown) {
    return new Mp4Sample(
        dtsTicks + ticks, ptsTicks + ticks, durationTicks, sync, isShown, offset, sizeBytes);
  }
}
