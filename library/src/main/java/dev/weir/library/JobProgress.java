package dev.weir.library;

/**
 * How far the jobs of a film are that make one rendition, or are about the film as a whole. Those
 * of more segments count for more. Immutable.
 *
 * @param rendition as in {@link Job#rendition()}
 * @param open how many are waiting or being done
 * @param total of all that was ever planned, in segments
 * @param done of these
 */
public record JobProgress(String asset, String rendition, long open, double total, double done) {}
