package dev.weir.media.codec;

/**
 * What we need of an H.264 sequence parameter set, ISO/IEC 14496-10 §7.3.2.1.1. Immutable.
 *
 * @param width in pixels, after cropping
 * @param height in pixels, after cropping
 * @param frameRate frames in a second from the VUI, or 0 where it says nothing or varies
 */
public record AvcSps(
    int profileIdc, int constraintFlags, int levelIdc, int width, int height, double frameRate) {}
