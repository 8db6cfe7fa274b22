package dev.weir.container.box;

import dev.weir.media.TrackKind;

/** handler_type, ISO/IEC 14496-12 §12. */
public final class Handlers {
  private Handlers() {}

  public static String of(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> "vide";
      case AUDIO -> "soun";
    };
  }
}
