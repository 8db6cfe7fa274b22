package dev.weir.media.codec;

/** Whether all lines of a picture belong to one moment. Immutable. */
public enum ScanType {
  PROGRESSIVE,
  /** Every other line is from half a frame later, and coded so. */
  INTERLACED,
  /** The stream does not say. */
  UNKNOWN;

  /**
   * What pic_struct says, ISO/IEC 14496-10 table D-1 and ITU-T H.265 table D.2: 0 is a frame, 7 and
   * 8 one that is shown again.
   *
   * @param last the last code that the standard knows
   */
  static ScanType ofPictureStructure(int code, int last) {
    if (code > last) {
      return UNKNOWN;
    }
    return code == 0 || code == 7 || code == 8 ? PROGRESSIVE : INTERLACED;
  }
}
