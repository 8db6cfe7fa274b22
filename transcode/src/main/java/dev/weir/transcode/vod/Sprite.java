package dev.weir.transcode.vod;

/**
 * One small picture on a sheet, and when it stands for the film. Immutable.
 *
 * @param sheet number of the sheet, from 0
 * @param x of its left edge on the sheet, in pixels
 * @param y of its upper edge on the sheet, in pixels
 */
public record Sprite(long startMicros, long endMicros, int sheet, int x, int y) {}
