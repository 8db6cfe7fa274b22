package dev.weir.container.fmp4;

import dev.weir.media.ByteWriter;

/**
 * The sample group that says how long an Opus decoder listens before it is right:
 * AudioPreRollEntry, ISO/IEC 14496-12 §10.3, as Encapsulation of Opus in ISO base media file format
 * §4.3.6 asks for.
 */
final class PreRoll {
  /** With the length of the entries. */
  static final int DESCRIPTION_VERSION = 1;

  private static final String GROUPING_TYPE = "roll";
  private static final int ENTRY_OCTETS = 2;

  /** 80 ms of packets of 20 ms, which is what encoders send. */
  private static final int ROLL_DISTANCE = -4;

  private PreRoll() {}

  /** The content of {@code sgpd}, ISO/IEC 14496-12 §8.9.3. */
  static void writeDescription(ByteWriter out) {
    out.fourCc(GROUPING_TYPE).u32(ENTRY_OCTETS).u32(1).u16(ROLL_DISTANCE);
  }

  /**
   * The content of {@code sbgp}, §8.9.2: all samples are of the group that the header describes.
   */
  static void writeGroup(ByteWriter out, int samples) {
    out.fourCc(GROUPING_TYPE).u32(1).u32(samples).u32(1);
  }
}
