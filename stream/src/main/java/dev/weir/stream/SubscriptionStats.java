package dev.weir.stream;

/**
 * What a subscription has done so far. Immutable.
 *
 * @param overflows how often the queue was full
 */
public record SubscriptionStats(
    String name,
    int queuedEvents,
    long queuedBytes,
    long deliveredEvents,
    long droppedSamples,
    long droppedBytes,
    long overflows) {}
