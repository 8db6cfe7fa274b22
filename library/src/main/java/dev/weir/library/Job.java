package dev.weir.library;

import java.util.Optional;

/**
 * Something to do for a film, that one of the servers does at a time. Immutable.
 *
 * @param rendition which one it makes; empty where it is about the film as a whole
 * @param firstSegment of those that it makes, with {@code endSegment} behind the last
 * @param priority the lowest goes first, of films of the same {@link Priority}
 * @param attempts how often it was begun; those that ended with their server do not count
 * @param progress from 0 to 1
 * @param log what the last attempt that failed has said
 */
public record Job(
    String id,
    String asset,
    Kind kind,
    String rendition,
    int firstSegment,
    int endSegment,
    int priority,
    State state,
    int attempts,
    double progress,
    Optional<String> log,
    long createdMillis) {
  /** What is to be done. */
  public enum Kind {
    /** Look at the file, take over what players can show as it is, and plan the rest. */
    READ,
    /** Encode the picture of some segments. */
    VIDEO,
    /** Encode a whole track of sound. */
    AUDIO,
    /** Make a poster, and small pictures for the bar. */
    PICTURES
  }

  public enum State {
    WAITING,
    RUNNING,
    DONE,
    /** Was tried too often, or its owner has called it off. */
    PARKED
  }

  /** One that nobody has begun. */
  public static Job waiting(
      String id, String asset, Kind kind, String rendition, int priority, long nowMillis) {
    return new Job(
        id,
        asset,
        kind,
        rendition,
        0,
        0,
        priority,
        State.WAITING,
        0,
        0,
        Optional.empty(),
        nowMillis);
  }

  /** The same for some segments alone. */
  public Job of(int first, int end) {
    return new Job(
        id,
        asset,
        kind,
        rendition,
        first,
        end,
        priority,
        state,
        attempts,
        progress,
        log,
        createdMillis);
  }
}
