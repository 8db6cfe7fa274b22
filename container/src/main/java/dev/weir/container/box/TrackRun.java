package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * The samples of one {@code trun}, ISO/IEC 14496-12 §8.8.8, read one after the other, so that a
 * count of any size costs nothing by itself. Confined to its reader.
 */
public final class TrackRun {
  private final ByteReader in;
  private final SampleDefaults defaults;
  private final boolean hasSignedOffsets;
  private final int flags;
  private final int dataOffset;
  private final int firstFlags;

  private long left;
  private boolean isFirst = true;

  // Of the sample that was read last.
  private int durationTicks;
  private int sizeBytes;
  private int compositionTicks;
  private boolean sync;

  public TrackRun(Box trun, SampleDefaults defaults) throws MediaFormatException {
    this.defaults = defaults;
    in = trun.reader();
    hasSignedOffsets = in.u8() > 0;
    flags = in.u24();
    left = in.u32();
    dataOffset = hasDataOffset() ? in.s32() : 0;
    firstFlags = has(FragmentFlags.TRUN_FIRST_FLAGS) ? in.s32() : defaults.flags();
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Else the samples begin where those of the run before end. */
  public boolean hasDataOffset() {
    return has(FragmentFlags.TRUN_DATA_OFFSET);
  }

  /** From where the fragment counts to the first sample. */
  public int dataOffset() {
    return dataOffset;
  }

  /** Goes to the next sample, if there is one. */
  public boolean next() throws MediaFormatException {
    if (left == 0) {
      return false;
    }
    left--;
    durationTicks = has(FragmentFlags.TRUN_DURATION) ? in.s32() : defaults.durationTicks();
    sizeBytes = has(FragmentFlags.TRUN_SIZE) ? in.s32() : defaults.sizeBytes();
    int fallback = isFirst ? firstFlags : defaults.flags();
    sync = SampleFlags.isSync(has(FragmentFlags.TRUN_FLAGS) ? in.s32() : fallback);
    compositionTicks = has(FragmentFlags.TRUN_COMPOSITION) ? in.s32() : 0;
    isFirst = false;
    requireSound();
    return true;
  }

  private void requireSound() throws MediaFormatException {
    if (durationTicks < 0 || compositionTicks < 0 && !hasSignedOffsets) {
      throw new MediaFormatException(
          LIMIT,
          "trun",
          "duration %d, composition offset %d"
              .formatted(
                  Integer.toUnsignedLong(durationTicks), Integer.toUnsignedLong(compositionTicks)));
    }
  }

  /** How many octets all samples that are left have; goes through them only if it must. */
  public long bytesLeft() throws MediaFormatException {
    if (!has(FragmentFlags.TRUN_SIZE)) {
      return left * Integer.toUnsignedLong(defaults.sizeBytes());
    }
    long bytes = 0;
    while (next()) {
      bytes += Integer.toUnsignedLong(sizeBytes);
    }
    return bytes;
  }

  /** Samples that have no octets, of which there may be any number in no octets. */
  public boolean isEmptyByDefault() {
    return left > 0 && !has(FragmentFlags.TRUN_SIZE) && defaults.sizeBytes() == 0;
  }

  /** 0 or more. */
  public int durationTicks() {
    return durationTicks;
  }

  /** Unsigned. */
  public int sizeBytes() {
    return sizeBytes;
  }

  public int compositionTicks() {
    return compositionTicks;
  }

  public boolean isSync() {
    return sync;
  }
}
