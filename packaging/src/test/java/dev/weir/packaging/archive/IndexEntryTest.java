package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import org.junit.jupiter.api.Test;

class IndexEntryTest {
  private static final IndexEntry.Fragment FRAGMENT =
      new IndexEntry.Fragment(7, 1_000, 1_763L, 2_000, 45_000, true, 9_000, 77, 60_000, 0xCAFE);

  @Test
  void readsBackWhatItWrites() throws MediaFormatException {
    var gap = new IndexEntry.Gap(8, 47_000, 180_000, 2_263L);

    assertThat(IndexEntry.parse(FRAGMENT.toBytes())).isEqualTo(FRAGMENT);
    assertThat(IndexEntry.parse(gap.toBytes())).isEqualTo(gap);
  }

  @Test
  void readsEntriesOfEarlierVersionsWhichKnewOfNoKeyframes() throws MediaFormatException {
    Bytes earlier =
        IndexRecord.sealed(
            new ByteWriter(IndexRecord.OCTETS)
                .u8(1) // kind
                .u8(1) // independent
                .u16(0)
                .u32(60_000) // length
                .u64(77) // offset
                .u64(2_000) // start
                .u64(45_000) // duration
                .u64(7) // sequence
                .u64(1_000) // segment's start
                .u64(1_763) // segment's date
                .u32(0xCAFE)); // checksum of the fragment

    assertThat(IndexEntry.parse(earlier))
        .isEqualTo(
            new IndexEntry.Fragment(7, 1_000, 1_763L, 2_000, 45_000, true, 0, 77, 60_000, 0xCAFE));
  }
}
