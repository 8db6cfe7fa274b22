package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IndexEntryTest {
  private static final IndexEntry.Fragment FRAGMENT =
      new IndexEntry.Fragment(7, 1_000, 1_763L, 2_000, 45_000, true, 9_000, 77, 60_000, 0xCAFE);

  @Test
  void readsBackWhatItWrites() {
    var gap = new IndexEntry.Gap(8, 47_000, 180_000, 2_263L);

    IndexEntries read = entries(FRAGMENT.toBytes(1), gap.toBytes(2));

    assertThat(read.count()).isEqualTo(2);
    assertThat(read.entry(0)).isEqualTo(FRAGMENT);
    assertThat(read.entry(1)).isEqualTo(gap);
    assertThat(read.sequence(0)).isEqualTo(7);
    assertThat(read.sequence(1)).isEqualTo(8);
  }

  @Test
  void endsWithTheFirstThatIsNotWholeOrNotKnown() {
    byte[] torn = FRAGMENT.toBytes(1).toArray();
    torn[20]++;
    Bytes unknown =
        IndexRecord.sealed(new ByteWriter(IndexRecord.OCTETS).u8(3).zeros(IndexRecord.OCTETS - 5));

    assertThat(entries(FRAGMENT.toBytes(1), Bytes.wrap(torn), FRAGMENT.toBytes(1)).count())
        .isEqualTo(1);
    assertThat(entries(FRAGMENT.toBytes(1), unknown, FRAGMENT.toBytes(1)).count()).isEqualTo(1);
    assertThat(entries(FRAGMENT.toBytes(1), FRAGMENT.toBytes(1).slice(0, 63)).count()).isEqualTo(1);
  }

  @Test
  void theNewestTellsHowManyAreForced() {
    var gap = new IndexEntry.Gap(8, 47_000, 180_000, 2_263L);

    assertThat(entries().forced()).isZero();
    assertThat(entries(FRAGMENT.toBytes(1)).forced()).isZero();
    assertThat(entries(FRAGMENT.toBytes(1), FRAGMENT.toBytes(1)).forced()).isEqualTo(1);
    assertThat(entries(FRAGMENT.toBytes(1), FRAGMENT.toBytes(1), gap.toBytes(2)).forced())
        .isEqualTo(1);
    assertThat(entries(FRAGMENT.toBytes(70_000), FRAGMENT.toBytes(70_001)).forced()).isZero();
  }

  @Test
  void ofEarlierVersionsAllButTheLast64AreForced() {
    var octets = new Bytes[100];
    Arrays.fill(octets, FRAGMENT.toBytes(0));

    assertThat(entries(octets).forced()).isEqualTo(36);
    assertThat(entries(octets).first(10).forced()).isZero();
  }

  @Test
  void readsEntriesOfEarlierVersionsWhichKnewOfNoKeyframes() {
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

    assertThat(entries(earlier).entry(0))
        .isEqualTo(
            new IndexEntry.Fragment(7, 1_000, 1_763L, 2_000, 45_000, true, 0, 77, 60_000, 0xCAFE));
  }

  private static IndexEntries entries(Bytes... records) {
    return IndexEntries.whole(Bytes.concat(List.of(records)).toArray(), 0);
  }
}
