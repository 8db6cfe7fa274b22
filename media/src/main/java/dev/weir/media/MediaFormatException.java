package dev.weir.media;

/** Bytes from outside that are not what their specification says, or more than we take. */
public final class MediaFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What is wrong; a stable code for logs, metrics and API answers. */
  public enum Kind {
    /** Breaks its specification. */
    MALFORMED,
    /** Legal, but not something that we handle. */
    UNSUPPORTED,
    /** Beyond a limit of ours on size, count or depth. */
    LIMIT
  }

  private final Kind kind;
  private final String where;

  /**
   * @param where the element that was read, such as {@code "avcC"}
   * @param problem what was expected and what came
   */
  public MediaFormatException(Kind kind, String where, String problem) {
    super(where + ": " + problem);
    this.kind = kind;
    this.where = where;
  }

  public Kind kind() {
    return kind;
  }

  public String where() {
    return where;
  }
}
