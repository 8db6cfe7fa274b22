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
  void isInterlacedWherePairsOfMacroblocksAreFields() throws Exception {
    assertThat(scanType(new SpsBits(77).adaptive(), slice(0))).isEqualTo(ScanType.INTERLACED);
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
