package dev.weir.media.codec;

/** Whether all lines of a picture belong to one moment. Immutable. */
public enum ScanType {
  PROGRESSIVE,
  /** Every other line is from half a frame later, and coded so. */
  INTERLACED,
  /** The stream does not say. */
  UNKNOWN
}
