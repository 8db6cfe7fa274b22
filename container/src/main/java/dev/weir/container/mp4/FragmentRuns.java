package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.FragmentFlags;
import dev.weir.container.box.SampleDefaults;
import dev.weir.container.box.TrackRun;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one {@code traf}, ISO/IEC 14496-12 §8.8.6, with all ways to say where their octets
 * are. Confined to its reader.
 */
final class FragmentRuns {
  private static final int NO_TIME = -1;

  private final int trackId;
  private final long base;
  private final SampleDefaults defaults;
  private final Box traf;
  private final long baseDecodeTicks;
  private final BoxReader children;

  private @Nullable TrackRun run;
  private long offset;

  private FragmentRuns(
      Box traf, int trackId, long base, SampleDefaults defaults, long baseDecodeTicks) {
    this.traf = traf;
    this.trackId = trackId;
    this.base = base;
    this.defaults = defaults;
    this.baseDecodeTicks = baseDecodeTicks;
    children = traf.children();
    offset = base;
  }

  /**
   * Reads {@code tfhd} and {@code tfdt}.
   *
   * @param last the track fragment before this one in its {@code moof}, behind whose octets this
   *     one's are if it says nothing else
   */
  static FragmentRuns open(
      Box traf, long moofAt, @Nullable FragmentRuns last, Map<Integer, SampleDefaults> known)
      throws MediaFormatException {
    ByteReader tfhd = traf.require("tfhd").reader();
    tfhd.skip(1); // version
    int flags = tfhd.u24();
    int trackId = tfhd.s32();
    long base = moofAt;
    if ((flags & FragmentFlags.TFHD_BASE_DATA_OFFSET) != 0) {
      base = tfhd.s64();
    } else if ((flags & FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF) == 0 && last != null) {
      base = last.endOffset();
    }
    SampleDefaults defaults = known.getOrDefault(trackId, SampleDefaults.NONE).over(tfhd, flags);
    return new FragmentRuns(traf, trackId, base, defaults, baseDecodeTicks(traf));
  }

  /** ISO/IEC 14496-12 §8.8.12. */
  private static long baseDecodeTicks(Box traf) throws MediaFormatException {
    Optional<Box> tfdt = traf.find("tfdt");
    if (tfdt.isEmpty()) {
      return NO_TIME;
    }
    ByteReader in = tfdt.get().reader();
    int version = in.u8();
    in.skip(3); // flags
    return version == 1 ? in.s64() : in.u32();
  }

  int trackId() {
    return trackId;
  }

  boolean hasBaseDecodeTicks() {
    return baseDecodeTicks >= 0;
  }

  long baseDecodeTicks() {
    return baseDecodeTicks;
  }

  /** The next sample, decoded at {@code dtsTicks}, or null. */
  @Nullable Mp4Sample next(long dtsTicks) throws MediaFormatException {
    while (run == null || !run.next()) {
      if (!advance()) {
        return null;
      }
    }
    int sizeBytes = TableSamples.sizeBytes(Integer.toUnsignedLong(run.sizeBytes()));
    var sample =
        new Mp4Sample(
            dtsTicks,
            dtsTicks + run.compositionTicks(),
            run.durationTicks(),
            run.isSync(),
            true,
            offset,
            sizeBytes);
    offset += sizeBytes;
    return sample;
  }

  private boolean advance() throws MediaFormatException {
    while (children.hasNext()) {
      Box child = children.next();
      if (child.type().equals("trun")) {
        run = new TrackRun(child, defaults);
        offset = run.hasDataOffset() ? base + run.dataOffset() : offset;
        requireOctets(run);
        return true;
      }
    }
    return false;
  }

  private static void requireOctets(TrackRun run) throws MediaFormatException {
    if (run.isEmptyByDefault()) {
      throw new MediaFormatException(
          MALFORMED, "trun", "samples without size (ISO/IEC 14496-12 §8.8.8)");
    }
  }

  /** Where its last octet ends. */
  private long endOffset() throws MediaFormatException {
    long end = base;
    BoxReader boxes = traf.children();
    while (boxes.hasNext()) {
      Box child = boxes.next();
      if (child.type().equals("trun")) {
        var passed = new TrackRun(child, defaults);
        long start = passed.hasDataOffset() ? base + passed.dataOffset() : end;
        end = start + passed.bytesLeft();
      }
    }
    return end;
  }
}
