package dev.weir.gateway.upload;

/** Why an upload, or a request to it, does not go on; a stable code for logs and metrics. */
public enum UploadFault {
  /** There is no such upload (any more). */
  MISSING,
  /** The disk has lost it. */
  LOST,
  /** The request does not begin where the last has ended. */
  WRONG_OFFSET,
  /** The file is larger than any may be. */
  TOO_LARGE,
  /** More bytes come than the file was said to have. */
  TOO_LONG,
  /** The bytes are not those whose checksum was said. */
  CHECKSUM,
  /** The disk is full, but for its reserve. */
  NO_ROOM,
  /** So much is uploaded that there is no place for more. */
  BUSY,
  /** Another request to the same upload has taken its place. */
  SUPERSEDED,
  /** The connection was lost. */
  BROKEN,
  /** The peer sends too slowly. */
  SLOW,
  /** The disk does not write. */
  DISK,
  /** The library does not answer. */
  LIBRARY,
  /** The server stops. */
  STOPPING
}
