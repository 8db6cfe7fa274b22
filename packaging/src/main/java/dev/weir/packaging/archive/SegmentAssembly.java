package dev.weir.packaging.archive;

import dev.weir.packaging.Part;
import dev.weir.packaging.Segment;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the segments of one track together from the indexes of its extents, oldest first: each is
 * one part, and whole with the fragments that it has. Confined to its user.
 */
final class SegmentAssembly {
  private final TreeMap<Long, Segment> segments = new TreeMap<>();

  void add(ExtentIndex index) {
    for (IndexEntry entry : index.entries()) {
      switch (entry) {
        case IndexEntry.Fragment fragment -> add(index.extent(), fragment);
        case IndexEntry.Gap gap -> add(gap);
      }
    }
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

  /** One that was begun in another extent and could not be finished there is begun anew. */
  private void add(ExtentName extent, IndexEntry.Fragment fragment) {
    @Nullable Segment begun = segments.get(fragment.sequence());
    long offset = fragment.offset();
    long startTicks = fragment.startTicks();
    boolean independent = fragment.independent();
    int keyframeBytes = fragment.keyframeBytes();
    if (begun != null && !begun.parts().isEmpty()) {
      Part before = begun.parts().getFirst();
      if (before.extent().equals(extent.media())) {
        offset = before.offset();
        startTicks = before.startTicks();
        independent = before.independent();
        keyframeBytes = before.keyframeBytes();
      }
    }
    long durationTicks = fragment.endTicks() - startTicks;
    int lengthBytes = (int) (fragment.endOffset() - offset);
    var part =
        new Part(
            extent.media(),
            offset,
            lengthBytes,
            startTicks,
            durationTicks,
            independent,
            keyframeBytes);
    segments.put(
        fragment.sequence(),
        new Segment(
            fragment.sequence(),
            fragment.segmentStartTicks(),
            durationTicks,
            fragment.segmentWallMillis(),
            List.of(part),
            true));
  }
}
