package dev.weir.transcode.vod;

/**
 * What is noted of a rung when a film is planned, and is enough to make it by. Immutable.
 *
 * @param name as of {@link VideoRung}
 * @param mostBps that it may have over two seconds or more
 */
public record PlannedRung(String name, Size size, long mostBps) {}
