package dev.weir.testkit.dash;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;

/**
 * The segments that a SegmentTimeline lists, one by one. Immutable.
 *
 * @param segments in the order of the text
 */
record Timeline(List<Slot> segments) {
  private static final int MAX_SEGMENTS = 1_000_000;

  Timeline {
    segments = List.copyOf(segments);
  }

  record Slot(long startTicks, long durationTicks) {
    long endTicks() {
      return startTicks + durationTicks;
    }
  }

  /** Reads {@code S} elements, whose attributes must be numbers. */
  static Timeline of(Element segmentTimeline) {
    List<Slot> segments = new ArrayList<>();
    long next = 0;
    for (Element s : MpdText.children(segmentTimeline, "S")) {
      next = s.hasAttribute("t") ? Long.parseLong(s.getAttribute("t")) : next;
      long duration = Long.parseLong(s.getAttribute("d"));
      long repeats = s.hasAttribute("r") ? Long.parseLong(s.getAttribute("r")) : 0;
      for (long i = 0; i <= repeats && segments.size() < MAX_SEGMENTS; i++) {
        segments.add(new Slot(next, duration));
        next += duration;
      }
    }
    return new Timeline(segments);
  }
}
