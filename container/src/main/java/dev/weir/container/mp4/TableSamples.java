package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.media.MediaFormatException;
import org.jspecify.annotations.Nullable;

/**
 * Expands the tables of a track sample by sample, one allocation for each. Confined to its reader.
 *
 * <p>Interop: where tables disagree, it does as FFmpeg does: samples beyond the last row of {@code
 * stts} last as long as the last one there, those beyond {@code ctts} have no offset, those beyond
 * the last chunk are not there. Offsets of {@code ctts} are signed in version 0 too, since
 * QuickTime writes them so.
 */
final class TableSamples implements MediaSamples {
  /** Larger ones are no picture or sound of any codec that we read. */
  static final int MOST_SAMPLE_BYTES = 1 << 28;

  private final SampleTable table;

  private int sample;
  private long dtsTicks;

  // Where in stts and ctts, and how many samples the row still holds for.
  private int timeRow = -1;
  private long timeLeft;
  private int compositionRow = -1;
  private long compositionLeft;

  // Where in stsc and the chunks.
  private int chunkRun;
  private int chunk = -1;
  private long chunkLeft;
  private long offset;

  private int syncRow;

  TableSamples(SampleTable table) {
    this.table = table;
  }

  @Override
  public @Nullable Mp4Sample next() throws MediaFormatException {
    if (sample == table.sizes().count() || !advanceChunk()) {
      return null;
    }
    int durationTicks = advanceTime();
    int compositionTicks = advanceComposition();
    boolean sync = advanceSync();
    int sizeBytes = sizeBytes(table.sizes().of(sample));
    var next =
        new Mp4Sample(
            dtsTicks, dtsTicks + compositionTicks, durationTicks, sync, true, offset, sizeBytes);
    sample++;
    dtsTicks += durationTicks;
    offset += sizeBytes;
    return next;
  }

  /** Where the sample behind the last one is decoded. */
  long dtsTicks() {
    return dtsTicks;
  }

  static int sizeBytes(long size) throws MediaFormatException {
    if (size > MOST_SAMPLE_BYTES) {
      throw new MediaFormatException(
          LIMIT, "sample", "%d octets, at most %d".formatted(size, MOST_SAMPLE_BYTES));
    }
    return (int) size;
  }

  /** ISO/IEC 14496-12 §8.7.4: into the chunk of the sample, if there is one. */
  private boolean advanceChunk() {
    while (chunkLeft == 0) {
      if (chunk + 1 == table.chunks().count()) {
        return false;
      }
      chunk++;
      Table runs = table.chunkRuns();
      while (chunkRun + 1 < runs.count() && runs.u32(chunkRun + 1, 0) <= chunk + 1L) {
        chunkRun++;
      }
      chunkLeft = runs.u32(chunkRun, 4);
      Table chunks = table.chunks();
      offset = chunks.rowBytes() == 8 ? chunks.s64(chunk, 0) : chunks.u32(chunk, 0);
    }
    chunkLeft--;
    return true;
  }

  private int advanceTime() {
    Table times = table.times();
    while (timeLeft == 0 && timeRow + 1 < times.count()) {
      timeRow++;
      timeLeft = times.u32(timeRow, 0);
    }
    timeLeft = Math.max(0, timeLeft - 1);
    return times.s32(timeRow, 4);
  }

  private int advanceComposition() {
    Table compositions = table.compositions();
    while (compositionLeft == 0) {
      if (compositionRow + 1 >= compositions.count()) {
        return 0;
      }
      compositionRow++;
      compositionLeft = compositions.u32(compositionRow, 0);
    }
    compositionLeft--;
    return compositions.s32(compositionRow, 4);
  }

  /** ISO/IEC 14496-12 §8.6.2: numbers from 1 on, in order. */
  private boolean advanceSync() {
    if (table.syncs().isEmpty()) {
      return true;
    }
    Table syncs = table.syncs().get();
    while (syncRow < syncs.count() && syncs.u32(syncRow, 0) < sample + 1L) {
      syncRow++;
    }
    return syncRow < syncs.count() && syncs.u32(syncRow, 0) == sample + 1L;
  }
}
