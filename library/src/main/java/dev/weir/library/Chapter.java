package dev.weir.library;

/**
 * Where a part of a film begins. Immutable.
 *
 * @param startMicros of film time
 */
public record Chapter(long startMicros, String title) {}
