package dev.weir.media.codec;

/**
 * What the colours of a picture mean: code points of ISO/IEC 23091-2 (H.273). Immutable.
 *
 * @param fullRange luma uses all values, not only 16 to 235
 */
public record VideoColour(int primaries, int transfer, int matrix, boolean fullRange) {}
