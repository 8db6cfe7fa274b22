package dev.weir.access;

/** The answer to an {@link AccessRequest}. Immutable. */
public sealed interface Decision {
  /**
   * Yes.
   *
   * @param stream the name of the stream, also where the secret alone said it
   * @param credential an opaque name of what let it in, safe for logs: equal for the same key
   */
  record Allowed(String stream, String credential) implements Decision {}

  /**
   * No.
   *
   * @param explanation what to do about it; safe to show to the asker, since it does not say which
   *     channels or keys exist
   */
  record Denied(Code code, String explanation) implements Decision {}

  /** Why not; a stable code for logs, metrics and API answers. */
  enum Code {
    /** No secret was presented where one is needed. */
    KEY_REQUIRED,
    /** The secret opens nothing, or not this. */
    KEY_WRONG,
    /** Neither a name nor a secret that names a channel. */
    NAME_MISSING,
    /** Not a name that a stream can have. */
    NAME_INVALID,
    /** Too many wrong secrets from this address. */
    TOO_MANY_FAILURES
  }
}
