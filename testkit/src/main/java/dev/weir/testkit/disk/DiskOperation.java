package dev.weir.testkit.disk;

/** What programs ask of a disk. */
public enum DiskOperation {
  /** To make a file or folder, or to open one that is there. */
  OPEN,
  READ,
  WRITE,
  /** To put what was written where no power cut can take it: fsync, of a file or a folder. */
  FORCE,
  TRUNCATE,
  DELETE,
  RENAME,
  /** To tell what is in a folder. */
  LIST,
  /** To tell whether a file is there, how long it is, and when it was changed. */
  STAT
}
