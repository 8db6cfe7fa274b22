package dev.weir.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A stream key or another secret, kept as its SHA-256 only: it cannot be printed, and comparison
 * takes the same time wherever two secrets differ. Immutable.
 */
public final class Secret {
  /** What secrets begin with that name their channel by themselves. */
  private static final String CHANNEL_PREFIX = "wk_";

  private final byte[] sha256;
  private final boolean namesChannel;

  private Secret(byte[] sha256, boolean namesChannel) {
    this.sha256 = sha256;
    this.namesChannel = namesChannel;
  }

  /** From its text, as it was presented or configured. */
  public static Secret of(String text) {
    return new Secret(hash(text), text.startsWith(CHANNEL_PREFIX));
  }

  private static byte[] hash(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The hash in hexadecimal: what is kept where it has to be found again. */
  public String hex() {
    return HexFormat.of().formatHex(sha256);
  }

  /** A hash that only those can foresee who know {@code salt}, in hexadecimal. */
  String saltedHex(byte[] salt) {
    MessageDigest digest = sha256();
    digest.update(salt);
    return HexFormat.of().formatHex(digest.digest(sha256));
  }

  /** Whether its form says that it may stand alone, without the name of a channel. */
  public boolean namesChannel() {
    return namesChannel;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret that && MessageDigest.isEqual(sha256, that.sha256);
  }

  /** The same for all: a hash table of secrets would tell by time which bucket is empty. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "***";
  }
}
