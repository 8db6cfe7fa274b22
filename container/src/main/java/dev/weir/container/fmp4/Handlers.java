package dev.weir.container.fmp4;

import dev.weir.media.TrackKind;

/** handler_type, ISO/IEC 14496-12 §12. */
final class Handlers {
  private Handlers() {}

  static String of(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> "vide";
      case AUDIO -> "soun";
    };
  }
}
