package dev.weir.storage;

import java.io.IOException;

/** A blob is not there, is sealed, does not fit, or was lost by its disk. */
public final class BlobException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why; a stable code for logs, metrics and API answers. */
  public enum Reason {
    NOT_FOUND,
    BEYOND_END,
    SEALED,
    NO_ROOM,
    LOST,
    BAD_NAME
  }

  private final Reason reason;

  public BlobException(Reason reason, String name, String problem) {
    super("blob " + name + ": " + problem);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
