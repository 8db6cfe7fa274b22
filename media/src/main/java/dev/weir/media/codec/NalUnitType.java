package dev.weir.media.codec;

import dev.weir.media.Bytes;

/** nal_unit_type of H.264, ISO/IEC 14496-10 table 7-1. Immutable. */
public enum NalUnitType {
  SLICE(1),
  PARTITION_A(2),
  PARTITION_B(3),
  PARTITION_C(4),
  IDR_SLICE(5),
  SEI(6),
  SPS(7),
  PPS(8),
  ACCESS_UNIT_DELIMITER(9),
  END_OF_SEQUENCE(10),
  END_OF_STREAM(11),
  FILLER(12),
  SPS_EXTENSION(13),
  PREFIX(14),
  SUBSET_SPS(15),
  AUXILIARY_SLICE(19),
  SLICE_EXTENSION(20),
  /** Reserved or unspecified. */
  OTHER(0);

  private static final int CODES = 32;
  private static final NalUnitType[] BY_CODE = byCode();

  private final int code;

  NalUnitType(int code) {
    this.code = code;
  }

  /** The type in the header of a NAL unit; an empty unit is {@link #OTHER}. */
  public static NalUnitType of(Bytes unit) {
    return unit.isEmpty() ? OTHER : BY_CODE[unit.at(0) & CODES - 1];
  }

  /** Holds a part of the picture, so that it makes an access unit worth sending. */
  public boolean isPicture() {
    return code >= SLICE.code && code <= IDR_SLICE.code;
  }

  private static NalUnitType[] byCode() {
    var table = new NalUnitType[CODES];
    for (int i = 0; i < CODES; i++) {
      table[i] = OTHER;
    }
    for (NalUnitType type : values()) {
      table[type.code] = type;
    }
    return table;
  }
}
