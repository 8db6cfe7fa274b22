package dev.weir.transcode.vod;

/**
 * A named stretch of a film. Immutable.
 *
 * @param startMicros on the timeline of the film
 * @param endMicros on the timeline of the film
 * @param title empty where there is none
 */
public record Chapter(long startMicros, long endMicros, String title) {}
