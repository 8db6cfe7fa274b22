package dev.weir.container.fmp4;

import dev.weir.container.box.BoxHeader;
import dev.weir.container.box.BoxWriter;
import dev.weir.container.box.FragmentFlags;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.util.List;

/** Draws a {@code moof} of one track for tests, with what a writer of ours would never write. */
final class Moof {
  private static final int TFHD_FLAGS =
      FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF
          | FragmentFlags.TFHD_DEFAULT_DURATION
          | FragmentFlags.TFHD_DEFAULT_SIZE;

  private final int trackId;
  private long baseDecodeTicks;
  private long count;
  private int sampleBytes;
  private int dataOffset;
  private int runFlags = FragmentFlags.TRUN_DATA_OFFSET;

  Moof(int trackId) {
    this.trackId = trackId;
  }

  Moof baseDecodeTicks(long ticks) {
    baseDecodeTicks = ticks;
    return this;
  }

  Moof sample(int bytes) {
    return samples(1, bytes);
  }

  Moof samples(long number, int bytesEach) {
    count = number;
    sampleBytes = bytesEach;
    return this;
  }

  /** Its samples begin so far before the content of {@code mdat}. */
  Moof payloadEarlierBy(int bytes) {
    dataOffset = -bytes;
    return this;
  }

  /** So that they begin where the {@code moof} does. */
  Moof withoutDataOffset() {
    runFlags = 0;
    return this;
  }

  Bytes moof() {
    return moof(BoxHeader.SHORT_BYTES);
  }

  /** With the header of an {@code mdat} whose content is not written. */
  Bytes withMdat(int payloadBytes) {
    return Bytes.concat(
        List.of(moof(), mdat(BoxHeader.SHORT_BYTES + (long) payloadBytes).toBytes()));
  }

  Bytes withMdat(Bytes payload) {
    return Bytes.concat(List.of(withMdat(payload.length()), payload));
  }

  Bytes withOpenEndedMdat(Bytes payload) {
    return Bytes.concat(List.of(moof(), mdat(BoxHeader.TO_THE_END).bytes(payload).toBytes()));
  }

  Bytes withLongMdat(Bytes payload) {
    Bytes size = new ByteWriter().u64(BoxHeader.LONG_BYTES + (long) payload.length()).toBytes();
    return Bytes.concat(
        List.of(moof(BoxHeader.LONG_BYTES), mdat(1).bytes(size).bytes(payload).toBytes()));
  }

  private static ByteWriter mdat(long size) {
    return new ByteWriter().u32(size).fourCc("mdat");
  }

  private Bytes moof(int mdatHeaderBytes) {
    int moofBytes = write(0).length();
    return write(moofBytes + mdatHeaderBytes + dataOffset);
  }

  private Bytes write(int payloadAt) {
    var boxes = new BoxWriter();
    boxes.container(
        "moof",
        () ->
            boxes.container(
                "traf",
                () -> {
                  boxes.fullBox(
                      "tfhd", 0, TFHD_FLAGS, out -> out.u32(trackId).u32(1).u32(sampleBytes));
                  boxes.fullBox("tfdt", 1, 0, out -> out.u64(baseDecodeTicks));
                  boxes.fullBox("trun", 1, runFlags, out -> writeRun(out, payloadAt));
                }));
    return boxes.toBytes();
  }

  private void writeRun(ByteWriter out, int payloadAt) {
    out.u32(count);
    if (runFlags == FragmentFlags.TRUN_DATA_OFFSET) {
      out.u32(payloadAt);
    }
  }
}
