package dev.weir.packaging;

/**
 * Where a stream goes on that an earlier process has begun: what may never change during a stream,
 * and what is counted. Immutable.
 *
 * @param startMillis when its first period began, since 1970 in UTC
 * @param nextSequence HLS's media sequence number of the next segment
 * @param nextDiscontinuity HLS's discontinuity sequence number of the next period
 * @param targetDurationSeconds HLS's EXT-X-TARGETDURATION
 * @param partTargetMillis HLS's PART-TARGET
 */
public record Resumption(
    long startMillis,
    long nextSequence,
    long nextDiscontinuity,
    int targetDurationSeconds,
    int partTargetMillis) {}
