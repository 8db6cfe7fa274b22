package dev.weir.packaging;

import java.util.List;

/**
 * A run of parts that viewers may fetch as one, from one cut of the presentation to the next.
 * Immutable.
 *
 * @param sequence HLS's media sequence number, the same in every track of the presentation
 * @param startTicks decoding time of its first sample in ticks since 1970; its name
 * @param durationTicks the sum of its parts, or of what is missing where it is a gap
 * @param wallMillis the moment when its first sample was taken, since 1970 in UTC, or {@link
 *     #UNDATED}
 * @param parts in order; empty where the track has nothing to show for this stretch
 * @param complete no further part will come
 */
public record Segment(
    long sequence,
    long startTicks,
    long durationTicks,
    long wallMillis,
    List<Part> parts,
    boolean complete) {

  /** For {@link #wallMillis} of what nobody took at any moment: a film. */
  public static final long UNDATED = -1;

  public Segment {
    parts = List.copyOf(parts);
  }

  /** The same stretch, whose bytes lie elsewhere. */
  public Segment with(List<Part> newParts) {
    return new Segment(sequence, startTicks, durationTicks, wallMillis, newParts, complete);
  }

  /** The same segment under another number. */
  public Segment withSequence(long newSequence) {
    return new Segment(newSequence, startTicks, durationTicks, wallMillis, parts, complete);
  }

  /** Whether it has a moment on the wall clock. */
  public boolean isDated() {
    return wallMillis != UNDATED;
  }

  /** Nothing was sent for this stretch of this track: HLS's EXT-X-GAP. */
  public boolean isGap() {
    return complete && parts.isEmpty();
  }

  /** A decoder may start with its first sample. */
  public boolean isIndependent() {
    return !parts.isEmpty() && parts.getFirst().independent();
  }

  /**
   * How many octets of it hold the picture that it begins with, which can be shown by itself; 0
   * where it begins with none, and where nobody knows.
   */
  public int keyframeBytes() {
    return parts.isEmpty() ? 0 : parts.getFirst().keyframeBytes();
  }

  public long endTicks() {
    return startTicks + durationTicks;
  }

  public long lengthBytes() {
    return parts.stream().mapToLong(Part::lengthBytes).sum();
  }

  /** The part that comes after all that are there, in this segment or in the one that follows. */
  public MediaName.PartFile nextPart() {
    return complete
        ? new MediaName.PartFile(endTicks(), 0)
        : new MediaName.PartFile(startTicks, parts.size());
  }
}
