package dev.weir.media.codec;

import dev.weir.media.Bytes;

/** nal_unit_type of H.265, ITU-T H.265 table 7-1. Immutable. */
public enum HevcNalUnitType {
  /** A picture that is neither a random access point nor leads one. */
  TRAILING,
  /** A leading picture that can be decoded where decoding starts at its random access point. */
  RADL,
  /** A leading picture that refers to what was before its random access point. */
  RASL,
  /** A broken link, an IDR or a CRA picture: an intra random access point. */
  IRAP,
  VPS,
  SPS,
  PPS,
  ACCESS_UNIT_DELIMITER,
  END_OF_SEQUENCE,
  END_OF_BITSTREAM,
  FILLER,
  PREFIX_SEI,
  SUFFIX_SEI,
  /** Reserved or unspecified. */
  OTHER;

  /** The type in the header of a NAL unit, §7.3.1.2; a unit of less than two octets is OTHER. */
  public static HevcNalUnitType of(Bytes unit) {
    return unit.length() < 2 ? OTHER : ofCode(unit.at(0) >> 1 & 0x3F);
  }

  private static HevcNalUnitType ofCode(int code) {
    return switch (code) {
      case 0, 1, 2, 3, 4, 5 -> TRAILING;
      case 6, 7 -> RADL;
      case 8, 9 -> RASL;
      case 16, 17, 18, 19, 20, 21 -> IRAP;
      case 32 -> VPS;
      case 33 -> SPS;
      case 34 -> PPS;
      case 35 -> ACCESS_UNIT_DELIMITER;
      case 36 -> END_OF_SEQUENCE;
      case 37 -> END_OF_BITSTREAM;
      case 38 -> FILLER;
      case 39 -> PREFIX_SEI;
      case 40 -> SUFFIX_SEI;
      default -> OTHER;
    };
  }

  /** Holds a part of the picture, so that it makes an access unit worth sending. */
  public boolean isPicture() {
    return this == TRAILING || this == RADL || this == RASL || this == IRAP;
  }
}
