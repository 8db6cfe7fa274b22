package dev.weir.rtmp;

/** Why a play is not to be, as NetStream status codes say it (Adobe RTMP 1.0 §7.2.2). */
public enum PlayRefusal {
  /** Nothing of this name is on air. */
  STREAM_NOT_FOUND("NetStream.Play.StreamNotFound"),
  /** The player may not, or asks for what cannot be. */
  FAILED("NetStream.Play.Failed");

  private final String statusCode;

  PlayRefusal(String statusCode) {
    this.statusCode = statusCode;
  }

  String statusCode() {
    return statusCode;
  }
}
