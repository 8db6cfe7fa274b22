package dev.weir.rtmp;

/** Why a publication is refused, in the words of NetStream and NetConnection. */
public enum PublishRefusal {
  /** The name is not one, or taken. */
  BAD_NAME("NetStream.Publish.BadName"),
  /** The peer may not publish there. */
  DENIED("NetStream.Publish.Denied"),
  /** The application does not exist, or there is no room for another publisher. */
  CONNECT_REJECTED("NetConnection.Connect.Rejected");

  private final String statusCode;

  PublishRefusal(String statusCode) {
    this.statusCode = statusCode;
  }

  String statusCode() {
    return statusCode;
  }
}
