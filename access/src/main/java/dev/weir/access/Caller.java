package dev.weir.access;

/**
 * Who asks, where the server knows it. Immutable.
 *
 * @param account the name that was signed in with, or that a token belongs to
 */
public record Caller(String account, Proof proof) {
  /** By what the server knows. */
  public enum Proof {
    /** A cookie, which a browser sends along whoever had it ask. */
    SESSION,
    /** A token, which only a program sends that has it. */
    TOKEN
  }
}
