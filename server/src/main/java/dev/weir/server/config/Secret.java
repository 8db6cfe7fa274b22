package dev.weir.server.config;

/** A text that neither logs nor the printed configuration may show. Immutable. */
public record Secret(String text) {
  public static final String MASK = "********";

  public Secret {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must not be empty");
    }
  }

  @Override
  public String toString() {
    return MASK;
  }
}
