package dev.weir.library;

import org.jspecify.annotations.Nullable;

/**
 * The database did not do what was asked. Nothing of it has happened, unless the caller was
 * interrupted while it waited.
 */
public final class DatabaseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What kind of fault. */
  public enum Code {
    /** It cannot be opened or reached. */
    UNAVAILABLE,
    /** A later version of this server has changed it, or somebody else. */
    UNKNOWN_SCHEMA,
    /** More is asked of it than it does. */
    BUSY,
    /** Its disk is full. */
    FULL,
    /** Anything else. */
    FAILED
  }

  private final Code code;

  DatabaseException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
