package dev.weir.container.mp4;

/**
 * A named place of the film. Immutable.
 *
 * @param startMillis from the beginning of the film
 */
public record Chapter(long startMillis, String title) {}
