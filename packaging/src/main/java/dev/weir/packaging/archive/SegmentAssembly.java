package dev.weir.packaging.archive;

import dev.weir.packaging.Part;
import dev.weir.packaging.Segment;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the segments of one track together from the indexes of its extents, oldest first: each is
 * one part, and whole with the fragments that it has. Confined to its user. One object for each
 * segment, none for each fragment: a server that starts has millions of those to read.
 */
final class SegmentAssembly {
  private final TreeMap<Long, Segment> segments = new TreeMap<>();

  /**
   * A segment that was begun in an earlier extent and could not be finished there is begun anew.
   */
  void add(ExtentIndex index) {
    String media = index.extent().media();
    IndexEntry.@Nullable Fragment first = null;
    IndexEntry.@Nullable Fragment last = null;
    for (IndexEntry entry : index.entries()) {
      switch (entry) {
        case IndexEntry.Fragment fragment -> {
          if (first == null || last == null || first.sequence() != fragment.sequence()) {
            add(media, first, last);
            first = fragment;
          }
          last = fragment;
        }
        case IndexEntry.Gap gap -> add(gap);
      }
    }
    add(media, first, last);
  }

  /** In order; there may be holes in their sequence numbers. */
  List<Segment> segments() {
    return List.copyOf(segments.values());
  }

  private void add(IndexEntry.Gap gap) {
    segments.put(
        gap.sequence(),
        new Segment(
            gap.sequence(),
            gap.startTicks(),
            gap.durationTicks(),
            gap.wallMillis(),
            List.of(),
            true));
  }

  private void add(
      String media, IndexEntry.@Nullable Fragment first, IndexEntry.@Nullable Fragment last) {
    if (first == null || last == null) {
      return;
    }
    long durationTicks = last.endTicks() - first.startTicks();
    var part =
        new Part(
            media,
            first.offset(),
            (int) (last.endOffset() - first.offset()),
            first.startTicks(),
            durationTicks,
            first.independent(),
            first.keyframeBytes());
    segments.put(
        first.sequence(),
        new Segment(
            first.sequence(),
            first.segmentStartTicks(),
            durationTicks,
            first.segmentWallMillis(),
            List.of(part),
            true));
  }
}
