package dev.weir.stream;

import java.util.Optional;

/**
 * The publishing side of a stream. Immutable.
 *
 * @param current who publishes now
 * @param lastLoss why the last publisher left, for people
 * @param fencedSamples sent by publishers that had already lost the stream
 */
public record PublisherStats(
    Optional<PublisherIdentity> current,
    Optional<String> lastLoss,
    long takeOvers,
    long fencedSamples,
    TimelineCounters timeline) {}
