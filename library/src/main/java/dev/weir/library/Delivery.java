package dev.weir.library;

import java.util.Optional;

/**
 * Something that one receiver has to be told. Immutable.
 *
 * @param id of what has happened: the same for all receivers, and at each attempt
 * @param body what is told, from the first attempt on
 * @param attempts how often it was tried, this time included
 * @param createdMillis when it happened, since 1970 in UTC
 */
public record Delivery(
    String id,
    String receiver,
    AssetEvent event,
    String asset,
    Optional<String> body,
    int attempts,
    long createdMillis) {

  /** The same with what is told. */
  public Delivery saying(String text) {
    return new Delivery(id, receiver, event, asset, Optional.of(text), attempts, createdMillis);
  }
}
