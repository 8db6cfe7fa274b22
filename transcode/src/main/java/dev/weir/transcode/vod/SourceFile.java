package dev.weir.transcode.vod;

/**
 * What a file is as a whole. Immutable.
 *
 * @param container FFmpeg's name of its format, such as {@code mov,mp4,m4a,3gp,3g2,mj2}
 * @param title empty where there is none
 * @param startMicros which timestamp of the file is the beginning of the film
 * @param durationMicros 0 where nobody knows
 * @param bitrateBps of everything; 0 where nobody knows
 */
public record SourceFile(
    String container, String title, long startMicros, long durationMicros, long bitrateBps) {
  /** Of which the first moments are nothing to be seen or heard. */
  SourceFile startingAt(long micros) {
    long restMicros = Math.max(0, durationMicros - (micros - startMicros));
    return new SourceFile(container, title, micros, restMicros, bitrateBps);
  }

  /** The same, where somebody has found out how long it is. */
  SourceFile lasting(long micros) {
    return new SourceFile(container, title, startMicros, micros, bitrateBps);
  }

  /** MP4, QuickTime and their kin, which Weir reads itself. */
  public boolean isMp4() {
    return container.startsWith("mov,");
  }

  /** Whether FFmpeg finds any moment in it without reading all before. */
  public boolean isSeekable() {
    return switch (container) {
      case "matroska,webm", "avi", "asf", "mxf" -> true;
      default -> isMp4();
    };
  }
}
