package dev.weir.container.flv;

import java.util.Optional;

/** TagType of FLV 10.1 §E.4.1, which is RTMP's message type id as well. */
public enum FlvTagType {
  AUDIO(8),
  VIDEO(9),
  SCRIPT(18);

  private final int code;

  FlvTagType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** Empty for every other code. */
  public static Optional<FlvTagType> of(int code) {
    return switch (code) {
      case 8 -> Optional.of(AUDIO);
      case 9 -> Optional.of(VIDEO);
      case 18 -> Optional.of(SCRIPT);
      default -> Optional.empty();
    };
  }
}
