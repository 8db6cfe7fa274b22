package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.MediaFormatException;
import java.io.IOException;

/** From when to when something of a track is shown, on the film's timeline. Immutable. */
record TrackSpan(long startTicks, long endTicks) {
  static final TrackSpan NONE = new TrackSpan(0, 0);

  /** How far before the end of a file fragments of a track are looked for. */
  private static final int MOST_MOOFS_BACK = 64;

  /** Without going through all samples, unless fragments do not say their times. */
  static TrackSpan of(TrackMedia track, long fileBytes) throws IOException, MediaFormatException {
    long startTicks = start(Mp4Samples.open(track, fileBytes));
    Edit edit = track.edit();
    long endTicks = Math.min(edit.endTicks(), mediaEnd(track, fileBytes)) + edit.shiftTicks();
    return new TrackSpan(startTicks, Math.max(startTicks, endTicks));
  }

  /** The first that is shown need not be the first that is decoded. */
  private static long start(Mp4Samples samples) throws IOException, MediaFormatException {
    long startTicks = Long.MAX_VALUE;
    Mp4Sample sample = samples.next().orElse(null);
    while (sample != null && sample.dtsTicks() < startTicks) {
      startTicks = sample.shown() ? Math.min(startTicks, sample.ptsTicks()) : startTicks;
      sample = samples.next().orElse(null);
    }
    if (startTicks == Long.MAX_VALUE) {
      throw new MediaFormatException(
          MALFORMED,
          "track",
          samples.isCutOff() ? "its samples are not there any more" : "has no samples");
    }
    return startTicks;
  }

  private static long mediaEnd(TrackMedia track, long fileBytes)
      throws IOException, MediaFormatException {
    FileBoxes boxes = track.boxes();
    int last = boxes.moofCount();
    if (last == 0) {
      return tableEnd(track.table());
    }
    for (int back = 1; back <= Math.min(last, MOST_MOOFS_BACK); back++) {
      FragmentSamples fragments = track.openFragments(last - back, 0);
      long end = endOf(track, fragments, fileBytes);
      if (end != Long.MIN_VALUE) {
        return fragments.isTimed() ? end : endOf(track, track.open(), fileBytes);
      }
    }
    return endOf(track, track.open(), fileBytes);
  }

  /** The least long where there is none. */
  private static long endOf(TrackMedia track, MediaSamples media, long fileBytes)
      throws IOException, MediaFormatException {
    var samples = new CheckedSamples(media, track.timescale(), fileBytes);
    long end = Long.MIN_VALUE;
    Mp4Sample sample = samples.next();
    while (sample != null) {
      end = Math.max(end, sample.ptsTicks() + sample.durationTicks());
      sample = samples.next();
    }
    return end;
  }

  /** Pictures that are shown later than they are decoded end later by as much. */
  private static long tableEnd(SampleTable table) {
    Table compositions = table.compositions();
    long first = compositions.count() == 0 ? 0 : compositions.s32(0, 4);
    return table.durationTicks() + Math.max(0, first);
  }
}
