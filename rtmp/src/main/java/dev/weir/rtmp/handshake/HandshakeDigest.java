package dev.weir.rtmp.handshake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The digest that newer clients hide in C1 and look for in S1 and S2: HMAC-SHA256 under the well
 * known "Genuine Adobe" keys. It is in no specification of Adobe's; it authenticates nobody, and
 * clients that send it want it answered. Stateless.
 *
 * <p>C1 and S1 hold, behind their first eight octets, two blocks of 764: a key block and a digest
 * block, in either order. A digest block begins with four octets whose sum modulo 728 says how far
 * behind them the digest's 32 octets stand.
 */
final class HandshakeDigest {
  static final int DIGEST_BYTES = 32;

  /** Where the digest block may begin: behind the key block, or before it. */
  private static final int[] DIGEST_BLOCKS = {772, 8};

  private static final int DIGEST_PLACES = 728;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] CLIENT_NAME = ascii("Genuine Adobe Flash Player 001");
  private static final byte[] SERVER_NAME = ascii("Genuine Adobe Flash Media Server 001");
  private static final byte[] SERVER_KEY =
      concat(
          SERVER_NAME,
          HexFormat.of()
              .parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae"));

  private HandshakeDigest() {}

  /** Where the digest block of {@code c1} begins, or −1 if there is no valid digest in it. */
  static int findBlock(byte[] c1) {
    for (int block : DIGEST_BLOCKS) {
      int at = digestPosition(c1, block);
      byte[] expected = digestAround(c1, at, CLIENT_NAME);
      if (MessageDigest.isEqual(expected, Arrays.copyOfRange(c1, at, at + DIGEST_BYTES))) {
        return block;
      }
    }
    return -1;
  }

  /** The digest that stands in the block at {@code block} of {@code packet}. */
  static byte[] digestIn(byte[] packet, int block) {
    int at = digestPosition(packet, block);
    return Arrays.copyOfRange(packet, at, at + DIGEST_BYTES);
  }

  /** Puts the server's digest into the block at {@code block} of {@code s1}. */
  static void signS1(byte[] s1, int block) {
    int at = digestPosition(s1, block);
    System.arraycopy(digestAround(s1, at, SERVER_NAME), 0, s1, at, DIGEST_BYTES);
  }

  /** Makes the last octets of {@code s2} prove that the digest of C1 was read. */
  static void signS2(byte[] s2, byte[] digestOfC1) {
    byte[] key = hmac(SERVER_KEY, digestOfC1);
    int signed = s2.length - DIGEST_BYTES;
    System.arraycopy(hmac(key, Arrays.copyOf(s2, signed)), 0, s2, signed, DIGEST_BYTES);
  }

  private static int digestPosition(byte[] packet, int block) {
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += packet[block + i] & 0xFF;
    }
    return block + 4 + sum % DIGEST_PLACES;
  }

  /** Over everything but the place of the digest itself. */
  private static byte[] digestAround(byte[] packet, int at, byte[] key) {
    byte[] before = Arrays.copyOf(packet, at);
    byte[] behind = Arrays.copyOfRange(packet, at + DIGEST_BYTES, packet.length);
    return hmac(key, concat(before, behind));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
