package dev.weir.gateway.rtmp;

import dev.weir.net.SharedBuffer;

/**
 * A message of audio or video as it goes to every player. Its ring closes the buffer. Immutable.
 *
 * @param isEntry a player may begin with it
 * @param arrivedNanos when it came to the loop
 */
record SharedMessage(
    PlayedPeriod period,
    long timestampMillis,
    boolean isEntry,
    long arrivedNanos,
    SharedBuffer buffer) {}
