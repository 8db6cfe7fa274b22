package dev.weir.library;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A film in the library. Immutable.
 *
 * @param id one path segment of letters, digits, {@code _} and {@code -}, at most 64
 * @param fileName as its owner has called the file
 * @param reason why it failed, in words
 * @param sizeBytes of the file
 * @param durationMicros how long it plays; empty until that is known
 * @param cuts where its renditions are cut, as the packager writes that down; empty until known
 * @param createdMillis since 1970, in UTC
 */
public record Asset(
    String id,
    String title,
    String fileName,
    AssetState state,
    Optional<String> reason,
    Visibility visibility,
    Downloads downloads,
    Priority priority,
    long sizeBytes,
    OptionalLong durationMicros,
    Optional<String> cuts,
    long createdMillis) {

  /** One whose file has just come. */
  public static Asset waiting(
      String id, String title, String fileName, long sizeBytes, long nowMillis) {
    return new Asset(
        id,
        title,
        fileName,
        AssetState.WAITING,
        Optional.empty(),
        Visibility.PUBLIC,
        Downloads.DENIED,
        Priority.NORMAL,
        sizeBytes,
        OptionalLong.empty(),
        Optional.empty(),
        nowMillis);
  }
}
