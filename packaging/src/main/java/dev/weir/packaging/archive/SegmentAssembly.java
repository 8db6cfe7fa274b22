package dev.weir.packaging.archive;

import dev.weir.packaging.Part;
import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the segments of one track together from the indexes of its extents, oldest first: each is
 * one part, and whole with the fragments that it has. Confined to its user. One object for each
 * segment, none for each fragment: a server that starts has millions of those to read.
 */
final class SegmentAssembly {
  private final List<Segment> segments = new ArrayList<>();

  /**
   * A segment that was begun in an earlier extent and could not be finished there is begun anew.
   */
  void add(ExtentIndex index) {
    IndexEntries entries = index.entries();
    String media = index.extent().media();
    for (int first = 0; first < entries.count(); ) {
      int end = endOfSegment(entries, first);
      add(
          switch (entries.entry(first)) {
            case IndexEntry.Fragment fragment -> segment(media, fragment, entries, end - 1);
            case IndexEntry.Gap gap -> segment(gap);
          });
      first = end;
    }
  }

  /** The first entry behind {@code first} that is of another segment. */
  private static int endOfSegment(IndexEntries entries, int first) {
    long sequence = entries.sequence(first);
    int end = first + 1;
    while (end < entries.count() && entries.sequence(end) == sequence) {
      end++;
    }
    return end;
  }

  /** In order; there may be holes in their sequence numbers. */
  List<Segment> segments() {
    return List.copyOf(segments);
  }

  private void add(Segment segment) {
    int at = segments.size();
    while (at > 0 && segments.get(at - 1).sequence() > segment.sequence()) {
      at--;
    }
    if (at > 0 && segments.get(at - 1).sequence() == segment.sequence()) {
      segments.set(at - 1, segment);
    } else {
      segments.add(at, segment);
    }
  }

  private static Segment segment(IndexEntry.Gap gap) {
    return new Segment(
        gap.sequence(), gap.startTicks(), gap.durationTicks(), gap.wallMillis(), List.of(), true);
  }

  private static Segment segment(
      String media, IndexEntry.Fragment first, IndexEntries entries, int last) {
    long durationTicks = entries.endTicks(last) - first.startTicks();
    var part =
        new Part(
            media,
            first.offset(),
            (int) (entries.endOffset(last) - first.offset()),
            first.startTicks(),
            durationTicks,
            first.independent(),
            first.keyframeBytes());
    return new Segment(
        first.sequence(),
        first.segmentStartTicks(),
        durationTicks,
        first.segmentWallMillis(),
        List.of(part),
        true);
  }
}
