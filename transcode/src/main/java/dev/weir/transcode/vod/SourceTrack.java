package dev.weir.transcode.vod;

/**
 * One track of a file, whatever is in it. Immutable.
 *
 * @param index FFmpeg's number of it, from 0
 * @param codec FFmpeg's name of it, such as {@code h264}
 * @param profile FFmpeg's name of it; empty where there is none
 * @param bitrateBps 0 where nobody knows
 */
public record SourceTrack(
    int index, String codec, String profile, long bitrateBps, TrackLabel label) {}
