package dev.weir.access;

/**
 * A key to a channel, without its secret. Immutable.
 *
 * @param id names it among the keys of its channel, and may be shown
 */
public record PublishKey(String channel, String id) {
  /** An opaque name of it, safe for logs: equal for the same key. */
  public String credential() {
    return channel + "#" + id;
  }
}
