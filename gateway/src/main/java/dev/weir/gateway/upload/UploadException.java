package dev.weir.gateway.upload;

import dev.weir.library.DatabaseException;

/** An upload does not go on; whoever sends it is told why. */
public final class UploadException extends Exception {
  private static final long serialVersionUID = 1;

  private final UploadFault fault;

  /**
   * @param detail for people: what to do about it
   */
  UploadException(UploadFault fault, String detail) {
    super(detail);
    this.fault = fault;
  }

  static UploadException missing() {
    return new UploadException(UploadFault.MISSING, "There is no such upload (any more).");
  }

  static UploadException superseded() {
    return new UploadException(UploadFault.SUPERSEDED, "Another request goes on with this upload.");
  }

  static UploadException stopping() {
    return new UploadException(UploadFault.STOPPING, "The server stops; go on later.");
  }

  static UploadException noRoom() {
    return new UploadException(
        UploadFault.NO_ROOM,
        "The server's disk is full (uploads.reserve stays free). What was acknowledged is safe; go on"
            + " when there is room.");
  }

  static UploadException lost() {
    return new UploadException(
        UploadFault.LOST, "The server's disk has lost what it had of this file; send it anew.");
  }

  static UploadException unavailable(DatabaseException failed) {
    return failed.code() == DatabaseException.Code.FULL
        ? noRoom()
        : new UploadException(
            UploadFault.LIBRARY, "The library does not answer: " + failed.getMessage());
  }

  public UploadFault fault() {
    return fault;
  }
}
