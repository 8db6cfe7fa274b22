package dev.weir.stream;

/** The answer to somebody who wants to publish. Immutable. */
public sealed interface PublishResult {
  /** The stream is theirs. */
  record Granted(PublisherLease lease) implements PublishResult {}

  /**
   * Not now.
   *
   * @param explanation what to do about it; safe to show to the publisher
   */
  record Refused(Reason reason, String explanation) implements PublishResult {}

  /** Why not; a stable code for logs, metrics and API answers. */
  enum Reason {
    NAME_IN_USE,
    TOO_MANY_STREAMS,
    /** There is no memory for another stream. */
    NO_MEMORY
  }
}
