package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaTime;

/**
 * What of a track's media is shown, and from when on: an edit list, ISO/IEC 14496-12 §8.6.6, that
 * may delay and trim. One that shows pieces in another order or with pauses, or at another speed,
 * is refused. Immutable.
 *
 * @param delayTicks how long nothing is shown at first, in ticks of the track
 * @param startTicks the first moment of the media that is shown
 * @param endTicks the first that is not shown any more; {@code Long.MAX_VALUE} where all is
 */
record Edit(long delayTicks, long startTicks, long endTicks) {
  static final Edit NONE = new Edit(0, 0, Long.MAX_VALUE);

  private static final String SECTION = "8.6.6";
  private static final int NORMAL_RATE = 0x0001_0000;
  private static final int ROW_BYTES_OF_VERSION_1 = 20;
  private static final int ROW_BYTES_OF_VERSION_0 = 12;
  private static final long NOTHING = -1;

  static Edit parse(Box elst, int movieTimescale, int timescale) throws MediaFormatException {
    boolean isLong = elst.reader().u8() == 1;
    int rowBytes = isLong ? ROW_BYTES_OF_VERSION_1 : ROW_BYTES_OF_VERSION_0;
    Table rows = Table.parse(elst, rowBytes, SECTION);
    var reader = new Reader(movieTimescale, timescale);
    for (int row = 0; row < rows.count(); row++) {
      long duration = isLong ? rows.s64(row, 0) : unknownIfAllOnes(rows.s32(row, 0));
      long mediaTime = isLong ? rows.s64(row, 8) : rows.s32(row, 4);
      reader.add(duration, mediaTime, rows.s32(row, rowBytes - 4));
    }
    return reader.edit();
  }

  private static long unknownIfAllOnes(int duration) {
    return duration == -1 ? -1 : Integer.toUnsignedLong(duration);
  }

  /** What is added to a time of the media to get that of the film. */
  long shiftTicks() {
    return delayTicks - startTicks;
  }

  boolean shows(Mp4Sample sample) {
    long ptsTicks = sample.ptsTicks();
    return ptsTicks < endTicks
        && (ptsTicks >= startTicks || ptsTicks + sample.durationTicks() > startTicks);
  }

  /** Joins the entries that follow one another in the media. */
  private static final class Reader {
    private final int movieTimescale;
    private final int timescale;

    private long delay;
    private long start = NOTHING;
    private long duration;
    private boolean isOpenEnded;
    private boolean isPaused;

    Reader(int movieTimescale, int timescale) {
      this.movieTimescale = movieTimescale;
      this.timescale = timescale;
    }

    void add(long entryDuration, long mediaTime, int rate) throws MediaFormatException {
      if (mediaTime < NOTHING) {
        throw new MediaFormatException(
            MALFORMED, "elst", "media_time %d (ISO/IEC 14496-12 §8.6.6)".formatted(mediaTime));
      }
      requireTime(entryDuration, movieTimescale);
      requireTime(mediaTime, timescale);
      if (mediaTime == NOTHING) {
        addPause(entryDuration);
        return;
      }
      requireFollows(mediaTime, rate);
      start = start == NOTHING ? mediaTime : start;
      duration += Math.max(0, entryDuration);
      requireTime(duration, movieTimescale);
      isOpenEnded |= entryDuration <= 0;
    }

    private void addPause(long pause) throws MediaFormatException {
      if (start == NOTHING) {
        delay += Math.max(0, pause);
        requireTime(delay, movieTimescale);
      } else {
        isPaused |= pause > 0;
      }
    }

    private static void requireTime(long time, int scale) throws MediaFormatException {
      if (time / scale > TrackTimes.MOST_SECONDS) {
        throw new MediaFormatException(LIMIT, "elst", "%d / %d s".formatted(time, scale));
      }
    }

    private void requireFollows(long mediaTime, int rate) throws MediaFormatException {
      if (rate != NORMAL_RATE) {
        throw new MediaFormatException(
            UNSUPPORTED, "elst", "plays at %.2f of its speed".formatted(rate / 65_536.0));
      }
      if (start == NOTHING) {
        return;
      }
      long oneMovieTick = MediaTime.convert(1, movieTimescale, timescale) + 1;
      long error = mediaTime - start - MediaTime.convert(duration, movieTimescale, timescale);
      if (isPaused || isOpenEnded || Math.abs(error) > oneMovieTick) {
        throw new MediaFormatException(
            UNSUPPORTED,
            "elst",
            "shows several pieces of the track, with something between them left out or added");
      }
    }

    Edit edit() {
      long delayTicks = MediaTime.convert(delay, movieTimescale, timescale);
      if (start == NOTHING) {
        return new Edit(delayTicks, 0, Long.MAX_VALUE);
      }
      long shown = MediaTime.convert(duration, movieTimescale, timescale);
      return new Edit(delayTicks, start, isOpenEnded ? Long.MAX_VALUE : start + shown);
    }
  }
}
