package dev.weir.rtmp;

/** A secret that came with a publish request; its text form never shows it. Immutable. */
public record StreamSecret(String text) {
  @Override
  public String toString() {
    return "StreamSecret[…]";
  }
}
