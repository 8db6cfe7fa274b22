package dev.weir.stream;

/**
 * How a consumer wants to be fed. Immutable.
 *
 * @param name who consumes, for logs and statistics
 * @param maxEvents queued at a time, at least {@value #FEWEST_EVENTS}
 * @param maxBytes of payload queued at a time
 */
public record SubscriptionSpec(
    String name, OverflowPolicy overflow, StartPolicy start, int maxEvents, long maxBytes) {

  static final int FEWEST_EVENTS = 8;

  public SubscriptionSpec {
    if (maxEvents < FEWEST_EVENTS || maxBytes < 1) {
      throw new IllegalArgumentException(
          "a subscription holds at least %d events and one byte: %d, %d"
              .formatted(FEWEST_EVENTS, maxEvents, maxBytes));
    }
  }
}
