package dev.weir.net;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses that share their first bits, written {@code 10.0.0.0/8} or {@code 2001:db8::/32}
 * (RFC 4632 §3.1, RFC 4291 §2.3), or one address alone. Immutable.
 *
 * @param prefixLength how many bits they share
 */
public record CidrBlock(InetAddress address, int prefixLength) {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

  private static final String EXPECTED =
      "expected an address or block such as 192.0.2.7 or 10.0.0.0/8";

  public CidrBlock {
    if (prefixLength < 0 || prefixLength > bits(address)) {
      throw new IllegalArgumentException("a prefix has 0 to %d bits".formatted(bits(address)));
    }
  }

  /**
   * Throws IllegalArgumentException, whose message says the form, where {@code text} has another.
   */
  public static CidrBlock parse(String text) {
    Matcher matcher = FORM.matcher(text);
    try {
      if (matcher.matches()) {
        InetAddress address = InetAddress.ofLiteral(matcher.group(1));
        String prefix = matcher.group(2);
        return new CidrBlock(address, prefix == null ? bits(address) : Integer.parseInt(prefix));
      }
    } catch (IllegalArgumentException noAddress) {
      throw new IllegalArgumentException(EXPECTED, noAddress);
    }
    throw new IllegalArgumentException(EXPECTED);
  }

  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int i = 0; i < ours.length; i++) {
      int sharedBits = Math.clamp(prefixLength - (long) i * Byte.SIZE, 0, Byte.SIZE);
      if (((ours[i] ^ theirs[i]) & 0xFF) >> (Byte.SIZE - sharedBits) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + prefixLength;
  }
}
