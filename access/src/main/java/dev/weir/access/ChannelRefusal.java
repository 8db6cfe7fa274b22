package dev.weir.access;

/** A change of a channel was not made, and nothing has happened. */
public final class ChannelRefusal extends Exception {
  private static final long serialVersionUID = 1;

  /** Why not. */
  public enum Code {
    /** There is no such channel, or no such key of it. */
    MISSING,
    /** It is in the configuration file. */
    FIXED,
    /** There is one of that name. */
    TAKEN,
    /** There are as many as there may be. */
    TOO_MANY
  }

  private final Code code;

  ChannelRefusal(Code code) {
    super(code.name());
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
