package dev.weir.container.mp4;

import dev.weir.container.box.SampleDefaults;
import java.util.Map;

/**
 * What is needed to walk over the samples of a track: in the tables of {@code moov}, then in
 * fragments. Immutable, but for the file behind it.
 *
 * @param defaults what {@code trex} says of every track
 */
record TrackMedia(
    TrackHeader header,
    MediaHeader media,
    SampleTable table,
    Edit edit,
    FileBoxes boxes,
    Map<Integer, SampleDefaults> defaults) {

  int timescale() {
    return media.timescale();
  }

  boolean isSound() {
    return media.handler().equals("soun");
  }

  /** All, from the first on. */
  MediaSamples open() {
    var inTables = new TableSamples(table);
    if (boxes.moofCount() == 0) {
      return inTables;
    }
    MediaSamples inFragments = openFragments(0, table.durationTicks());
    return table.isEmpty()
        ? inFragments
        : () -> {
          Mp4Sample sample = inTables.next();
          return sample != null ? sample : inFragments.next();
        };
  }

  /** Those of the {@code moof}s from this one on. */
  FragmentSamples openFragments(int firstMoof, long dtsTicks) {
    return new FragmentSamples(boxes, defaults, header.id(), firstMoof, dtsTicks);
  }

  /** How far at most a sample is shown before it is decoded, in ticks; 0 or less. */
  long leastComposition() {
    return boxes.moofCount() == 0 ? table.leastComposition() : Integer.MIN_VALUE;
  }
}
