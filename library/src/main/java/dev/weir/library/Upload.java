package dev.weir.library;

import java.util.Optional;

/**
 * A file on its way to us. Immutable.
 *
 * @param id what only whoever began it knows
 * @param asset what the file will be in the library
 * @param offsetBytes so many from its beginning are where no power cut can take them
 * @param createdMillis since 1970, in UTC
 * @param expiresMillis since 1970, in UTC: what is not complete by then is deleted
 */
public record Upload(
    String id,
    String asset,
    Source source,
    long lengthBytes,
    long offsetBytes,
    State state,
    long createdMillis,
    long expiresMillis) {
  /** What has become of it. */
  public enum State {
    /** Not all of it is here. */
    RECEIVING,
    /** All of it is here, and nobody has taken it yet. */
    COMPLETE,
    /** It has become an asset. Only remembered for those who ask what became of it. */
    TAKEN,
    /** The disk has lost what we had of it. Only remembered for those who ask. */
    LOST
  }

  /**
   * What its sender says of it. Immutable.
   *
   * @param account who sends it
   * @param fileName without folders; for people only
   * @param metadata as it was sent, empty for none
   */
  public record Source(
      String account, Optional<String> fileName, Optional<String> title, String metadata) {}

  /** How much of it is still to come. */
  public long missingBytes() {
    return lengthBytes - offsetBytes;
  }
}
