package dev.weir.transcode.vod;

/** Whether frames are pictures of one moment or of two. */
public enum FieldOrder {
  PROGRESSIVE,
  TOP_FIRST,
  BOTTOM_FIRST;

  /** From FFmpeg's {@code field_order}: coded and displayed order of fields. */
  static FieldOrder of(String said) {
    return switch (said) {
      case "tt", "bt" -> TOP_FIRST;
      case "bb", "tb" -> BOTTOM_FIRST;
      default -> PROGRESSIVE;
    };
  }

  public boolean isInterlaced() {
    return this != PROGRESSIVE;
  }
}
