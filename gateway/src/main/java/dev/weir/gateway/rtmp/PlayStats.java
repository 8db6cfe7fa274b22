package dev.weir.gateway.rtmp;

/**
 * What players have come to; {@code players} and {@code bufferedBytes} are of this moment.
 * Immutable.
 *
 * @param skips how often a player was too slow and went to the next keyframe
 * @param skippedMessages that players missed by it
 * @param closedSlow players that stayed too slow
 * @param bufferedBytes encoded messages, kept once for all players of a stream on a loop
 */
public record PlayStats(
    long players, long skips, long skippedMessages, long closedSlow, long bufferedBytes) {}
