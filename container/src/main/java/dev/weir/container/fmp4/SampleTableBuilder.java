package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.media.ByteWriter;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.OpusConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The samples of a track, and {@code stbl} of them, ISO/IEC 14496-12 §8.6 and §8.7. Composition
 * offsets are written so that none is negative, which more players understand: decoding times move
 * back for it as one. Twelve octets and a bit for each sample. Confined to its user.
 */
final class SampleTableBuilder {
  private static final int FIRST_CAPACITY = 1024;
  private static final int SAMPLE_DESCRIPTION_INDEX = 1;

  private final List<Chunk> chunks = new ArrayList<>();
  private int[] sizes = new int[FIRST_CAPACITY];
  private int[] stepsTicks = new int[FIRST_CAPACITY];
  private int[] offsetsTicks = new int[FIRST_CAPACITY];
  private final BitSet syncs = new BitSet();
  private int count;
  private long firstDtsTicks;
  private long lastDtsTicks;
  private long firstPtsTicks = Long.MAX_VALUE;
  private long endPtsTicks = Long.MIN_VALUE;
  private int leastOffsetTicks = Integer.MAX_VALUE;

  /**
   * Samples whose octets follow one another in the file. Immutable.
   *
   * @param startTicks decoding time of the first
   */
  record Chunk(long startTicks, int samples) {}

  /**
   * Adds a chunk, which lies in the file behind all that came before.
   *
   * @param samples at least one, in decoding order
   */
  void add(List<FragmentSample> samples) {
    chunks.add(new Chunk(samples.getFirst().dtsTicks(), samples.size()));
    samples.forEach(this::add);
  }

  private void add(FragmentSample sample) {
    if (count == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * count);
      stepsTicks = Arrays.copyOf(stepsTicks, 2 * count);
      offsetsTicks = Arrays.copyOf(offsetsTicks, 2 * count);
    }
    if (count == 0) {
      firstDtsTicks = sample.dtsTicks();
    } else {
      stepsTicks[count - 1] = (int) Math.max(0, sample.dtsTicks() - lastDtsTicks);
    }
    sizes[count] = sample.sizeBytes();
    stepsTicks[count] = sample.durationTicks();
    offsetsTicks[count] = sample.compositionTicks();
    syncs.set(count, sample.isSync());
    count++;
    lastDtsTicks = sample.dtsTicks();
    leastOffsetTicks = Math.min(leastOffsetTicks, sample.compositionTicks());
    long pts = sample.dtsTicks() + sample.compositionTicks();
    firstPtsTicks = Math.min(firstPtsTicks, pts);
    endPtsTicks = Math.max(endPtsTicks, pts + sample.durationTicks());
  }

  boolean isEmpty() {
    return count == 0;
  }

  List<Chunk> chunks() {
    return chunks;
  }

  /** When the first is to be seen or heard. */
  long firstPtsTicks() {
    return firstPtsTicks;
  }

  /** When the last has been. */
  long endPtsTicks() {
    return endPtsTicks;
  }

  /** How long the media are. */
  long mediaTicks() {
    return lastDtsTicks - firstDtsTicks + stepsTicks[count - 1];
  }

  /** A moment of presentation, counted as the tables count: from the first decoding time. */
  long mediaTime(long ptsTicks) {
    return ptsTicks - firstDtsTicks - leastOffsetTicks;
  }

  /**
   * Writes what follows {@code stsd}.
   *
   * @param chunkOffsets where each chunk begins in the file
   */
  void write(BoxWriter boxes, TrackFacts facts, long[] chunkOffsets) {
    boxes.fullBox("stts", 0, 0, out -> writeRuns(out, stepsTicks, 0));
    if (Arrays.stream(offsetsTicks, 0, count).anyMatch(offset -> offset != leastOffsetTicks)) {
      boxes.fullBox("ctts", 0, 0, out -> writeRuns(out, offsetsTicks, leastOffsetTicks));
    }
    if (facts.track().kind() == TrackKind.VIDEO && syncs.cardinality() < count) {
      boxes.fullBox("stss", 0, 0, this::writeSyncs);
    }
    boxes.fullBox("stsc", 0, 0, this::writeSamplesToChunks);
    boxes.fullBox("stsz", 0, 0, this::writeSizes);
    boxes.fullBox("co64", 0, 0, out -> writeOffsets(out, chunkOffsets));
    if (facts.track().config() instanceof OpusConfig) {
      boxes.fullBox("sgpd", PreRoll.DESCRIPTION_VERSION, 0, PreRoll::writeDescription);
      boxes.fullBox("sbgp", 0, 0, out -> PreRoll.writeGroup(out, count));
    }
  }

  /** How often each value follows itself, and the value: §8.6.1.2, §8.6.1.3. */
  private void writeRuns(ByteWriter out, int[] values, int least) {
    int countAt = out.length();
    out.u32(0);
    int runs = 0;
    for (int first = 0; first < count; runs++) {
      int end = first + 1;
      while (end < count && values[end] == values[first]) {
        end++;
      }
      out.u32(end - first).u32(Integer.toUnsignedLong(values[first] - least));
      first = end;
    }
    out.patchU32(countAt, runs);
  }

  /** §8.6.2. */
  private void writeSyncs(ByteWriter out) {
    out.u32(syncs.cardinality());
    syncs.stream().forEach(index -> out.u32(index + 1L));
  }

  /** §8.7.4: only where the number differs from that of the chunk before. */
  private void writeSamplesToChunks(ByteWriter out) {
    int countAt = out.length();
    out.u32(0);
    int entries = 0;
    for (int i = 0; i < chunks.size(); i++) {
      if (i == 0 || chunks.get(i).samples() != chunks.get(i - 1).samples()) {
        out.u32(i + 1L).u32(chunks.get(i).samples()).u32(SAMPLE_DESCRIPTION_INDEX);
        entries++;
      }
    }
    out.patchU32(countAt, entries);
  }

  /** §8.7.3. */
  private void writeSizes(ByteWriter out) {
    out.u32(0).u32(count);
    for (int i = 0; i < count; i++) {
      out.u32(Integer.toUnsignedLong(sizes[i]));
    }
  }

  /** §8.7.5. */
  private static void writeOffsets(ByteWriter out, long[] offsets) {
    out.u32(offsets.length);
    for (long offset : offsets) {
      out.u64(offset);
    }
  }
}
