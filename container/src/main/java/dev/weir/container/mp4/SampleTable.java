package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * Where and when the samples of a track are, ISO/IEC 14496-12 §8.6 and §8.7: the tables of {@code
 * stbl} as they stand in the file. Immutable.
 *
 * @param times rows of {@code stts}: samples, duration
 * @param compositions rows of {@code ctts}: samples, offset; empty where there are none
 * @param chunkRuns rows of {@code stsc}: first chunk, samples in each, sample entry
 * @param chunks rows of {@code stco} or {@code co64}
 * @param syncs rows of {@code stss}, or empty where all are sync samples
 */
record SampleTable(
    Table times,
    Table compositions,
    Table chunkRuns,
    Table chunks,
    SampleSizes sizes,
    Optional<Table> syncs) {

  /** A file whose samples are all in fragments has empty tables, or leaves some out. */
  static SampleTable parse(Box stbl) throws MediaFormatException {
    Optional<Box> stss = stbl.find("stss");
    var table =
        new SampleTable(
            rows(stbl, "stts", 8, "8.6.1.2"),
            rows(stbl, "ctts", 8, "8.6.1.3"),
            rows(stbl, "stsc", 12, "8.7.4"),
            chunks(stbl),
            sizes(stbl),
            stss.isPresent() ? Optional.of(Table.parse(stss.get(), 4, "8.6.2")) : Optional.empty());
    table.requireSound();
    return table;
  }

  private static Table rows(Box stbl, String type, int rowBytes, String section)
      throws MediaFormatException {
    Optional<Box> box = stbl.find(type);
    return box.isPresent() ? Table.parse(box.get(), rowBytes, section) : Table.EMPTY;
  }

  private static Table chunks(Box stbl) throws MediaFormatException {
    Optional<Box> co64 = stbl.find("co64");
    return co64.isPresent() ? Table.parse(co64.get(), 8, "8.7.5") : rows(stbl, "stco", 4, "8.7.5");
  }

  private static SampleSizes sizes(Box stbl) throws MediaFormatException {
    Optional<Box> stsz = stbl.find("stsz");
    Optional<Box> stz2 = stbl.find("stz2");
    if (stsz.isPresent()) {
      return SampleSizes.ofStsz(stsz.get());
    }
    return stz2.isPresent()
        ? SampleSizes.ofStz2(stz2.get())
        : new SampleSizes(0, 0, Table.EMPTY, Integer.SIZE);
  }

  private void requireSound() throws MediaFormatException {
    if (!isEmpty() && (times.count() == 0 || chunkRuns.count() == 0)) {
      throw new MediaFormatException(
          MALFORMED,
          "stbl",
          "%d samples, but %d entries of stts and %d of stsc (ISO/IEC 14496-12 §8.5.1)"
              .formatted(sizes.count(), times.count(), chunkRuns.count()));
    }
    for (int row = 0; row < times.count(); row++) {
      if (times.s32(row, 4) < 0) {
        throw new MediaFormatException(
            MALFORMED,
            "stts",
            "duration of %d ticks (ISO/IEC 14496-12 §8.6.1.2)".formatted(times.u32(row, 4)));
      }
    }
  }

  boolean isEmpty() {
    return sizes.count() == 0 || chunks.count() == 0;
  }

  /** The sum of all durations; a sample beyond the last row lasts as long as the last one there. */
  long durationTicks() {
    long ticks = 0;
    long left = isEmpty() ? 0 : sizes.count();
    for (int row = 0; row < times.count() && left > 0; row++) {
      boolean isLast = row == times.count() - 1;
      long samples = isLast ? left : Math.min(left, times.u32(row, 0));
      ticks += samples * times.s32(row, 4);
      left -= samples;
    }
    return ticks;
  }

  /** How far at most a sample is shown before it is decoded; 0 or less. */
  long leastComposition() {
    int least = 0;
    for (int row = 0; row < compositions.count(); row++) {
      least = Math.min(least, compositions.s32(row, 4));
    }
    return least;
  }
}
