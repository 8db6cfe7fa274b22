package dev.weir.channel.timeline;

import dev.weir.media.Bytes;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Part;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that a viewer was shown of one track of one period. Confined to its viewer. */
final class WatchedTrack {
  private final BlobStore store;
  private final PeriodTrack first;
  private final Map<MediaName.PartFile, WatchedPart> parts = new LinkedHashMap<>();
  private long completeUntilTicks = Long.MIN_VALUE;
  private int gaps;

  /**
   * A part with its content.
   *
   * @param isBound it may not be shorter than 85 % of PART-TARGET: not the last of its segment
   */
  record WatchedPart(Part part, boolean isBound, Bytes content) {}

  WatchedTrack(BlobStore store, PeriodTrack first) {
    this.store = store;
    this.first = first;
  }

  PeriodTrack track() {
    return first;
  }

  /** By their addresses, in the order in which they appeared. */
  Map<MediaName.PartFile, WatchedPart> parts() {
    return parts;
  }

  /** The whole track as one CMAF file. */
  Bytes file() {
    return Bytes.concat(List.of(first.header(), media()));
  }

  Bytes media() {
    return Bytes.concat(parts.values().stream().map(WatchedPart::content).toList());
  }

  /** Segments in which nothing was. */
  int gaps() {
    return gaps;
  }

  /** Parts that do not begin where the one before ended. */
  long brokenJoints() {
    long broken = 0;
    long endTicks = Long.MIN_VALUE;
    for (WatchedPart watched : parts.values()) {
      boolean isFirst = endTicks == Long.MIN_VALUE;
      broken += isFirst || watched.part().startTicks() == endTicks ? 0 : 1;
      endTicks = watched.part().endTicks();
    }
    return broken;
  }

  /** Fetches what is new. */
  void see(PeriodTrack track) {
    for (Segment segment : track.segments()) {
      if (segment.endTicks() > completeUntilTicks) {
        fetch(segment);
      }
    }
  }

  private void fetch(Segment segment) {
    for (int i = 0; i < segment.parts().size(); i++) {
      Part part = segment.parts().get(i);
      var name = new MediaName.PartFile(segment.startTicks(), i);
      boolean isBound = i + 1 < segment.parts().size();
      WatchedPart known = parts.get(name);
      Bytes content = known == null ? read(part) : known.content();
      parts.put(name, new WatchedPart(part, isBound, content));
    }
    if (segment.complete()) {
      completeUntilTicks = segment.endTicks();
      gaps += segment.isGap() ? 1 : 0;
    }
  }

  private Bytes read(Part part) {
    try {
      return Bytes.concat(store.read(part.extent(), part.offset(), part.lengthBytes()));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
