package dev.weir.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanTypeTest {
  private static final Bytes PPS = Bytes.of(0x68, 0xC0);

  private static ScanType scanType(SpsBits sps, Bytes... units) throws Exception {
    return AvcConfig.of(List.of(sps.toUnit()), List.of(PPS)).scanType(List.of(units));
  }

  /** An IDR slice with a frame_num of four bits, and field_pic_flag. */
  private static Bytes slice(int fieldPicFlag) {
    Bytes header = new BitWriter().ue(0).ue(7).ue(0).put(0, 4).put(fieldPicFlag, 1).toBytes();
    return Bytes.concat(List.of(Bytes.of(0x65), header, Bytes.of(0x80)));
  }

  @Test
  void isProgressiveWhereFieldsAreForbidden() throws Exception {
    assertThat(scanType(new SpsBits(100), slice(1))).isEqualTo(ScanType.PROGRESSIVE);
  }

  @Test
  void isToldByTheSlicesWhereFieldsAreAllowed() throws Exception {
    Bytes sei = Bytes.of(6, 1, 1, 0);
    assertThat(scanType(new SpsBits(100).interlaced(), sei, slice(0)))
        .isEqualTo(ScanType.PROGRESSIVE);
    assertThat(scanType(new SpsBits(100).interlaced(), sei, slice(1)))
        .isEqualTo(ScanType.INTERLACED);
  }

  @Test
  void isUnknownWherePairsOfMacroblocksMayBeFields() throws Exception {
    assertThat(scanType(new SpsBits(77).adaptive(), slice(0))).isEqualTo(ScanType.UNKNOWN);
    assertThat(scanType(new SpsBits(77).adaptive(), slice(1))).isEqualTo(ScanType.INTERLACED);
  }

  /** pic_timing behind another message, pic_struct behind the delays, then the first clock. */
  private static Bytes avcTiming(int delayBits, int structure, int clock) {
    Bytes timing =
        new BitWriter().put(0, delayBits).put(structure, 4).put(clock, 3).put(1, 5).toBytes();
    return Bytes.concat(
        List.of(Bytes.of(6, 0, 1, 0xAA, 1, timing.length()), timing, Bytes.of(0x80)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, PROGRESSIVE",
    "1, 0, INTERLACED",
    "3, 0, INTERLACED",
    "4, 0, INTERLACED",
    "7, 0, PROGRESSIVE",
    "8, 0, PROGRESSIVE",
    "9, 0, UNKNOWN",
    "3, 4, PROGRESSIVE", // clock_timestamp_flag and a ct_type
    "3, 5, INTERLACED",
    "3, 6, INTERLACED",
    "0, 5, INTERLACED",
  })
  void isToldByTheTimingOfAPictureWhereFieldsAreAllowed(int structure, int clock, ScanType type)
      throws Exception {
    SpsBits told = new SpsBits(100).adaptive().vui(v -> v.put(0, 7).put(1, 1).put(0, 1));
    SpsBits buffered = new SpsBits(100).adaptive().vui(ScanTypeTest::withBufferModels);
    SpsBits untold = new SpsBits(100).adaptive().vui(v -> v.put(0, 9));

    assertThat(scanType(told, avcTiming(0, structure, clock), slice(0))).isEqualTo(type);
    assertThat(scanType(buffered, avcTiming(23 + 24, structure, clock), slice(0))).isEqualTo(type);
    assertThat(scanType(untold, avcTiming(0, structure, clock), slice(0)))
        .isEqualTo(ScanType.UNKNOWN);
    assertThat(scanType(new SpsBits(100), avcTiming(0, structure, clock), slice(0)))
        .isEqualTo(ScanType.PROGRESSIVE);
  }

  /** nal_hrd_parameters and vcl_hrd_parameters with two buffers each, and pic_struct. */
  private static void withBufferModels(BitWriter vui) {
    vui.put(0, 5);
    for (int model = 0; model < 2; model++) {
      vui.put(1, 1).ue(1).put(0x11, 8).ue(9).ue(8).put(0, 1).ue(7).ue(6).put(1, 1);
      vui.put(23, 5).put(22, 5).put(23, 5).put(24, 5);
    }
    vui.put(0, 1).put(1, 1).put(0, 1);
  }

  @Test
  void aVuiThatEndsEarlyTellsNothing() throws Exception {
    SpsBits cut = new SpsBits(100).interlaced().vui(v -> v.put(0, 5).put(1, 1).ue(31));

    assertThat(scanType(cut, avcTiming(0, 3, 0), slice(0))).isEqualTo(ScanType.PROGRESSIVE);
  }

  @Test
  void aTimingThatEndsEarlyTellsNothing() throws Exception {
    SpsBits told = new SpsBits(100).adaptive().vui(ScanTypeTest::withBufferModels);

    assertThat(scanType(told, Bytes.of(6, 1, 1, 0, 0x80), slice(0))).isEqualTo(ScanType.UNKNOWN);
  }

  @Test
  void isUnknownWhereTheSliceCannotBeRead() throws Exception {
    assertThat(scanType(new SpsBits(100).interlaced())).isEqualTo(ScanType.UNKNOWN);
    assertThat(scanType(new SpsBits(100).interlaced(), Bytes.of(0x65))).isEqualTo(ScanType.UNKNOWN);
    assertThat(scanType(new SpsBits(100).interlaced(), Bytes.of(0x65, 0, 0)))
        .isEqualTo(ScanType.UNKNOWN);
  }

  private static ScanType hevc(int fieldSequence, int fieldInfo, long source, Bytes... units) {
    var fields = new HevcFields(fieldSequence == 1, fieldInfo == 1);
    return fields.scanType(new HevcProfile(0, false, 1, 0, source, 90), List.of(units));
  }

  /** pic_timing behind another message. */
  private static Bytes timing(int structure) {
    return Bytes.of(0x4E, 0x01, 0, 2, 0xAA, 0xBB, 1, 1, structure << 4, 0x80);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PROGRESSIVE",
    "1, INTERLACED",
    "2, INTERLACED",
    "3, INTERLACED",
    "4, INTERLACED",
    "7, PROGRESSIVE",
    "8, PROGRESSIVE",
    "12, INTERLACED",
    "15, UNKNOWN",
  })
  void isToldByTheTimingOfAPicture(int structure, ScanType type) {
    assertThat(hevc(0, 1, 0, timing(structure))).isEqualTo(type);
    assertThat(hevc(0, 0, 0, timing(structure))).isEqualTo(ScanType.UNKNOWN);
  }

  @Test
  void isToldByTheSequence() {
    assertThat(hevc(1, 0, 0)).isEqualTo(ScanType.INTERLACED);
    assertThat(hevc(0, 0, 0x9000_0000_0000L)).isEqualTo(ScanType.PROGRESSIVE);
    assertThat(hevc(0, 0, 0x5000_0000_0000L)).isEqualTo(ScanType.INTERLACED);
    assertThat(hevc(0, 0, 0xC000_0000_0000L)).isEqualTo(ScanType.UNKNOWN);
    assertThat(hevc(0, 1, 0x9000_0000_0000L, timing(3))).isEqualTo(ScanType.INTERLACED);
  }

  @Test
  void survivesMessagesThatAreCutOff() {
    assertThat(hevc(0, 1, 0, Bytes.of(0x4E, 0x01))).isEqualTo(ScanType.UNKNOWN);
    assertThat(hevc(0, 1, 0, Bytes.of(0x4E, 0x01, 0, 255, 255, 255))).isEqualTo(ScanType.UNKNOWN);
    assertThat(hevc(0, 1, 0, Bytes.of(0x4E, 0x01, 255, 255, 255, 255))).isEqualTo(ScanType.UNKNOWN);
    assertThat(hevc(0, 1, 0, Bytes.of(0x4E))).isEqualTo(ScanType.UNKNOWN);
  }
}
