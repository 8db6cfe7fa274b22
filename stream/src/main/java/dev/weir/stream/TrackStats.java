package dev.weir.stream;

import dev.weir.media.Track;

/**
 * What one track of a live stream carries. Immutable.
 *
 * @param samples since the period began
 * @param bytes of payload since the period began
 * @param bitrateBps over the last seconds of media; 0 until two samples have come
 * @param samplesPerSecond over the last seconds of media, the frame rate of video; likewise
 * @param keyframeIntervalMillis between the last two keyframes; 0 until two have come
 */
public record TrackStats(
    Track track,
    long samples,
    long bytes,
    long bitrateBps,
    double samplesPerSecond,
    long keyframeIntervalMillis) {}
