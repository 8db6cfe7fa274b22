package dev.weir.transcode.vod;

import java.util.Optional;

/**
 * One size of a film. Immutable.
 *
 * @param name such as {@code 720p}; no other rung of the film has it
 * @param size in square pixels, upright
 * @param frameRate that it has on average
 * @param thinnedTo frames are left out where there are more in a second than that; empty where none
 *     are
 * @param mostBps that it may have over two seconds or more
 */
public record VideoRung(
    String name, Size size, FrameRate frameRate, Optional<FrameRate> thinnedTo, long mostBps) {}
