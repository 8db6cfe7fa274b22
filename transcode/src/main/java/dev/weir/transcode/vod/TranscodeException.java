package dev.weir.transcode.vod;

/** Why a file was refused or a piece of work was not done. Immutable. */
public final class TranscodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What went wrong; stable, for logs, metrics and the API. */
  public enum Code {
    /** It is no film, or one that nobody can read; trying again is of no use. */
    REFUSED,
    /** FFmpeg made no progress for too long, and was ended. */
    STALLED,
    /** FFmpeg ended by itself without having done its work. */
    FAILED
  }

  private final Code code;
  private final String log;

  TranscodeException(Code code, String message, String log) {
    super(message);
    this.code = code;
    this.log = log;
  }

  /**
   * @param why the end of a sentence, for people
   */
  static TranscodeException refused(String why) {
    return refused(why, "");
  }

  static TranscodeException refused(String why, String log) {
    return new TranscodeException(
        Code.REFUSED, "This is not a video or audio file that Weir can read: " + why, log);
  }

  public Code code() {
    return code;
  }

  /** The last lines that FFmpeg said; empty where it did not run. */
  public String log() {
    return log;
  }
}
