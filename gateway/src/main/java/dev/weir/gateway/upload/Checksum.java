package dev.weir.gateway.upload;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What the bytes of one request should be, by the checksum extension. Confined to its request. */
public final class Checksum {
  /** As in {@code Tus-Checksum-Algorithm}. */
  public static final List<String> ALGORITHMS = List.of("sha1", "sha256");

  private final MessageDigest digest;
  private final byte[] wanted;

  private Checksum(MessageDigest digest, byte[] wanted) {
    this.digest = digest;
    this.wanted = wanted;
  }

  /**
   * Empty where the form or the algorithm is another.
   *
   * @param text such as {@code sha1 Kq5sNclPz7QV2+lfQIuc6R7oRu0=}
   */
  public static Optional<Checksum> parse(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String algorithm =
        switch (text.substring(0, space)) {
          case "sha1" -> "SHA-1";
          case "sha256" -> "SHA-256";
          default -> "";
        };
    try {
      var digest = MessageDigest.getInstance(algorithm);
      byte[] wanted = Base64.getDecoder().decode(text.substring(space + 1));
      return wanted.length == digest.getDigestLength()
          ? Optional.of(new Checksum(digest, wanted))
          : Optional.empty();
    } catch (NoSuchAlgorithmException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  void add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
  }

  /** Whether all that was added is what it should be. */
  boolean matches() {
    return MessageDigest.isEqual(digest.digest(), wanted);
  }
}
