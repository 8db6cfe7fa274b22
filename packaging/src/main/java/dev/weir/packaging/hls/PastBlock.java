package dev.weir.packaging.hls;

import java.util.List;

/**
 * The lines of {@link #SEGMENTS} complete segments in a row, too old to have their parts listed.
 * Two with an equal key have the same text. Immutable.
 */
public final class PastBlock {
  static final int SEGMENTS = 64;

  private final List<Timeline.Entry> entries;
  private final int from;

  /** Of the entries from there on, before which there is another. */
  PastBlock(List<Timeline.Entry> entries, int from) {
    this.entries = entries;
    this.from = from;
  }

  /**
   * What the text depends on: names and numbers of segments never come again in a stream.
   *
   * @param startTicks of its first segment
   * @param endTicks of its last
   */
  public record Key(long firstSequence, long startTicks, long endTicks, long lastPeriodId) {}

  public Key key() {
    Timeline.Entry first = entries.get(from);
    Timeline.Entry last = entries.get(from + SEGMENTS - 1);
    return new Key(
        first.sequence(),
        first.segment().startTicks(),
        last.segment().endTicks(),
        last.period().id());
  }

  /** Writes it. */
  public String text() {
    var text = new PlaylistText();
    for (int i = from; i < from + SEGMENTS; i++) {
      SegmentLines.writePast(entries.get(i - 1), entries.get(i), text);
    }
    return text.toString();
  }
}
