package dev.weir.library;

import java.util.OptionalLong;

/**
 * What lets an encoder publish to a channel, without its secret. Immutable.
 *
 * @param id names it among all keys, and may be shown
 * @param label what it is for, in its owner's words; may be empty
 * @param createdMillis since 1970, in UTC
 * @param usedMillis when it let somebody in last, to a minute; empty where it never did
 */
public record StreamKey(
    String id, String channel, String label, long createdMillis, OptionalLong usedMillis) {
  public StreamKey withUsed(long millis) {
    return new StreamKey(id, channel, label, createdMillis, OptionalLong.of(millis));
  }
}
