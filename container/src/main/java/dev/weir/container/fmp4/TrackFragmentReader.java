package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.FragmentFlags;
import dev.weir.container.box.SampleDefaults;
import dev.weir.container.box.TrackRun;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * Walks over the samples of one {@code traf}, ISO/IEC 14496-12 §8.8.6, of which there may be
 * {@value #MOST_SAMPLES}: defaults make any number of them out of no octets. Confined to one call.
 */
final class TrackFragmentReader {
  private static final int MOST_SAMPLES = 1 << 16;

  /** Later times would overflow where they are counted in nanoseconds. */
  private static final long MOST_SECONDS = 4_000_000_000L;

  private final FragmentedTrack track;
  private final long moofAt;
  private final MovieFragmentReader.Sink sink;

  private SampleDefaults defaults;
  private int samples;
  private long dtsTicks;
  private long payloadAt;

  TrackFragmentReader(FragmentedTrack track, long moofAt, MovieFragmentReader.Sink sink) {
    this.track = track;
    this.moofAt = moofAt;
    this.sink = sink;
    defaults = track.defaults();
    payloadAt = moofAt;
  }

  /** {@code tfhd} stands behind the track's id. */
  void read(Box traf, ByteReader tfhd, int tfhdFlags) throws MediaFormatException {
    if ((tfhdFlags & FragmentFlags.TFHD_BASE_DATA_OFFSET) != 0) {
      throw new MediaFormatException(UNSUPPORTED, "tfhd", "base_data_offset");
    }
    defaults = track.defaults().over(tfhd, tfhdFlags);
    dtsTicks = baseDecodeTicks(traf.require("tfdt"), track.track().timescale());
    BoxReader children = traf.children();
    while (children.hasNext()) {
      Box child = children.next();
      if (child.type().equals("trun")) {
        readRun(child);
      }
    }
  }

  /** ISO/IEC 14496-12 §8.8.12. */
  private static long baseDecodeTicks(Box tfdt, int timescale) throws MediaFormatException {
    ByteReader in = tfdt.reader();
    int version = in.u8();
    in.skip(3); // flags
    long ticks = version == 1 ? in.s64() : in.u32();
    if (ticks < 0 || ticks / timescale > MOST_SECONDS) {
      throw new MediaFormatException(LIMIT, "tfdt", "decoding time " + ticks);
    }
    return ticks;
  }

  private void readRun(Box trun) throws MediaFormatException {
    var run = new TrackRun(trun, defaults);
    if (run.hasDataOffset()) {
      payloadAt = moofAt + run.dataOffset();
    }
    while (run.next()) {
      add(run);
    }
  }

  private void add(TrackRun run) throws MediaFormatException {
    if (samples == MOST_SAMPLES) {
      throw new MediaFormatException(LIMIT, "traf", "more than " + MOST_SAMPLES + " samples");
    }
    samples++;
    sink.take(
        track,
        new FragmentSample(
            payloadAt,
            run.sizeBytes(),
            dtsTicks,
            run.compositionTicks(),
            run.durationTicks(),
            run.isSync()));
    payloadAt += Integer.toUnsignedLong(run.sizeBytes());
    dtsTicks += run.durationTicks();
  }
}
