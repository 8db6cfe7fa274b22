package dev.weir.rtmp;

import dev.weir.media.MediaFormatException;

/**
 * Why the engine gave a connection up. Immutable.
 *
 * @param code stable, for logs, metrics and API answers
 * @param text for people; holds no stream key
 */
public record SessionEnd(Code code, String text) {
  /** The kinds of end. */
  public enum Code {
    HANDSHAKE_TIMED_OUT,
    PUBLISH_TIMED_OUT,
    IDLE_TIMED_OUT,
    /** The peer broke the protocol. */
    MALFORMED,
    /** The peer asked for something that we do not speak. */
    UNSUPPORTED,
    /** The peer went beyond one of {@link RtmpLimits}. */
    LIMIT
  }

  static SessionEnd of(MediaFormatException fault) {
    Code code =
        switch (fault.kind()) {
          case MALFORMED -> Code.MALFORMED;
          case UNSUPPORTED -> Code.UNSUPPORTED;
          case LIMIT -> Code.LIMIT;
        };
    return new SessionEnd(code, String.valueOf(fault.getMessage()));
  }
}
