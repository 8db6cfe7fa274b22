package dev.weir.media.codec;

/**
 * How bright the pictures of a stream become, CTA-861.3, as {@code clli} of ISO/IEC 14496-12 has
 * it. Immutable.
 *
 * @param maxLevel MaxCLL, the brightest pixel, in cd/m², 16 bits; 0 where it is not known
 * @param maxAverage MaxFALL, the brightest picture, likewise
 */
public record ContentLight(int maxLevel, int maxAverage) {}
