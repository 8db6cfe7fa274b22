package dev.weir.media.codec;

import dev.weir.media.Bytes;

/** obu_type, AV1 bitstream specification §6.2.2. Immutable. */
public enum Av1ObuType {
  SEQUENCE_HEADER,
  TEMPORAL_DELIMITER,
  FRAME_HEADER,
  TILE_GROUP,
  METADATA,
  /** A frame header together with its tiles. */
  FRAME,
  REDUNDANT_FRAME_HEADER,
  TILE_LIST,
  PADDING,
  /** Reserved. */
  OTHER;

  /** The type in the header of an OBU, §5.3.2; an empty one is OTHER. */
  public static Av1ObuType of(Bytes obu) {
    return obu.isEmpty() ? OTHER : ofCode(obu.at(0) >> 3 & 0x0F);
  }

  private static Av1ObuType ofCode(int code) {
    return switch (code) {
      case 1 -> SEQUENCE_HEADER;
      case 2 -> TEMPORAL_DELIMITER;
      case 3 -> FRAME_HEADER;
      case 4 -> TILE_GROUP;
      case 5 -> METADATA;
      case 6 -> FRAME;
      case 7 -> REDUNDANT_FRAME_HEADER;
      case 8 -> TILE_LIST;
      case 15 -> PADDING;
      default -> OTHER;
    };
  }

  boolean startsFrame() {
    return this == FRAME || this == FRAME_HEADER;
  }
}
