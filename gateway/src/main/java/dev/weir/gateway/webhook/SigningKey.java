package dev.weir.gateway.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What we share with a receiver, and sign by: the symmetric scheme of Standard Webhooks 1.0.0
 * (https://www.standardwebhooks.com), "Signature scheme". Immutable.
 */
public final class SigningKey {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";
  private static final String VERSION = "v1,";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private final SecretKeySpec key;

  private SigningKey(byte[] secret) {
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * Of a secret's text: {@code whsec_}, which may be missing, and Base64 of 24 to 64 bytes. Throws
   * IllegalArgumentException for any other, without saying it.
   */
  public static SigningKey parse(String text) {
    byte[] secret = decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
    if (secret.length < LEAST_BYTES || secret.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the secret has to be whsec_ and Base64 of %d to %d bytes, as `openssl rand -base64 32` prints"
              .formatted(LEAST_BYTES, MOST_BYTES));
    }
    return new SigningKey(secret);
  }

  /** Nothing where it is no Base64. */
  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException malformed) {
      return new byte[0];
    }
  }

  /** The header {@code webhook-signature} for a message. */
  String sign(String id, long epochSeconds, String body) {
    String signed = id + "." + epochSeconds + "." + body;
    return VERSION + Base64.getEncoder().encodeToString(hmac(signed));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK knows " + ALGORITHM, impossible);
    }
  }
}
