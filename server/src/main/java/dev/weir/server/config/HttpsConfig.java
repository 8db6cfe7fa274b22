package dev.weir.server.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Keys {@code https.*}. Without a certificate the server makes a self-signed one. Immutable.
 *
 * @param certificate chain in PEM, own certificate first
 * @param key private key in PEM (PKCS #8)
 */
public record HttpsConfig(
    boolean enabled, int port, Optional<Path> certificate, Optional<Path> key) {
  static final HttpsConfig DEFAULTS =
      new HttpsConfig(true, 8443, Optional.empty(), Optional.empty());

  public HttpsConfig {
    Require.port("port", port);
    Require.that(
        certificate.isPresent() == key.isPresent(),
        "certificate and key must be given together or not at all");
  }
}
