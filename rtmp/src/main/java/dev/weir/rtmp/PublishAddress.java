package dev.weir.rtmp;

import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * Where a publisher wants to go, read from what encoders make of a server address and a stream key:
 * {@code NAME}, {@code NAME?key=SECRET}, or a secret alone ({@code wk_…}) that names its channel.
 * The query may stand behind the stream name, the application or the address. Immutable.
 */
public sealed interface PublishAddress {
  /** The application, one path segment. */
  String app();

  /** A channel by its name, and the secret if there was one. */
  record Named(String app, String name, Optional<StreamSecret> secret) implements PublishAddress {}

  /** A secret alone, which names its channel. */
  record BySecret(String app, StreamSecret secret) implements PublishAddress {}

  /**
   * Reads the address that a publish request means.
   *
   * @param app the application of the connect command
   * @param tcUrl the address of the connect command, may be empty
   * @param streamName the name of the publish command
   * @throws MediaFormatException with a text that is fit for the publisher, without any secret
   */
  static PublishAddress parse(String app, String tcUrl, String streamName)
      throws MediaFormatException {
    return PublishAddressReader.read(app, tcUrl, streamName);
  }
}
