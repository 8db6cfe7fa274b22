package dev.weir.testkit.disk;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A rule by which a {@link FaultyDisk} fails: which calls, on which files, and how. Immutable.
 *
 * @param operations that fail
 * @param paths of the files on which they fail; it has to be found in the whole path
 * @param spared how many such calls go well before the first that fails
 * @param times how many fail before the disk is well again
 */
public record DiskFault(
    Set<DiskOperation> operations, Pattern paths, Effect effect, long spared, long times) {
  private static final Pattern ANY = Pattern.compile("");

  /** What comes of a call. */
  public enum Effect {
    /** EIO. A failed sync takes with it what was written since the last, as on Linux. */
    ERROR,
    /** ENOSPC. */
    FULL,
    /** A write takes half of the bytes, one at least, and says so. */
    SHORT
  }

  public DiskFault {
    operations = Set.copyOf(operations);
  }

  /** "Input/output error" whenever one of these is asked for. */
  public static DiskFault error(DiskOperation... operations) {
    return new DiskFault(Set.of(operations), ANY, Effect.ERROR, 0, Long.MAX_VALUE);
  }

  /** "No space left on device" whenever something is written, or a file is made. */
  public static DiskFault full() {
    return new DiskFault(Set.of(DiskOperation.WRITE), ANY, Effect.FULL, 0, Long.MAX_VALUE);
  }

  /** Writes take a part of what they were given. */
  public static DiskFault shortWrites() {
    return new DiskFault(Set.of(DiskOperation.WRITE), ANY, Effect.SHORT, 0, Long.MAX_VALUE);
  }

  /**
   * Only on files whose path has this in it.
   *
   * @param regex such as {@code "[.]index$"}
   */
  public DiskFault on(String regex) {
    return new DiskFault(operations, Pattern.compile(regex), effect, spared, times);
  }

  /** Not before so many calls have gone well. */
  public DiskFault after(long calls) {
    return new DiskFault(operations, paths, effect, calls, times);
  }

  /** Only so many times. */
  public DiskFault times(long calls) {
    return new DiskFault(operations, paths, effect, spared, calls);
  }
}
