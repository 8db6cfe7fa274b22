package dev.weir.transcode.live;

/**
 * What one value of {@code frame_code} stands for (NUT, §3.4). Immutable.
 *
 * @param ptsDelta to the last pts of the stream, where the frame says none
 * @param reservedCount of fields that are to be passed over
 * @param elision number of the elision header before the payload
 */
record FrameCode(
    int flags,
    long ptsDelta,
    int sizeMultiplier,
    int sizeRemainder,
    int stream,
    int reservedCount,
    int elision) {
  static final int KEY = 1;
  static final int CODED_PTS = 8;
  static final int STREAM_ID = 16;
  static final int SIZE_MSB = 32;
  static final int CHECKSUM = 64;
  static final int RESERVED = 128;
  static final int SIDE_DATA = 256;
  static final int ELISION = 1024;
  static final int MATCH_TIME = 2048;
  static final int CODED = 4096;

  static final FrameCode INVALID = new FrameCode(8192, 0, 0, 0, 0, 0, 0);

  FrameCode withSizeRemainder(int remainder) {
    return new FrameCode(
        flags, ptsDelta, sizeMultiplier, remainder, stream, reservedCount, elision);
  }

  boolean isInvalid() {
    return (flags & INVALID.flags) != 0;
  }
}
