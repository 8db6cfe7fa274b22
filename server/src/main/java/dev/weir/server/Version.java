package dev.weir.server;

import org.jspecify.annotations.Nullable;

/** Which Weir this is. */
final class Version {
  private Version() {}

  /** From the jar's manifest; a class folder has none. */
  static String current() {
    @Nullable String packed = Main.class.getPackage().getImplementationVersion();
    return packed == null ? "(unpacked)" : packed;
  }
}
