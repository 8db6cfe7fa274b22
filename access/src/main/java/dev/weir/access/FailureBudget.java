package dev.weir.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * How many wrong secrets an address may still try: a bucket of tokens that fills by one in so long.
 * IPv6 addresses count by their /64, which one subscriber owns whole. When the table is full, the
 * address that failed longest ago is forgotten. Guarded by its owner's lock.
 */
final class FailureBudget {
  private static final int IPV6_PREFIX_BYTES = 8;

  /** How much of the bucket is used up, as the time that it takes to fill it again. */
  private static final class Debt {
    long nanos;
    long atNanos;
  }

  private final long nanosPerFailure;
  private final long mostNanos;
  private final int maxAddresses;
  private final SequencedMap<String, Debt> debts = new LinkedHashMap<>(16, 0.75f, true);

  /** {@code burst} failures at once, and one more after each {@code perFailure}. */
  FailureBudget(int burst, Duration perFailure, int maxAddresses) {
    nanosPerFailure = perFailure.toNanos();
    mostNanos = burst * nanosPerFailure;
    this.maxAddresses = maxAddresses;
  }

  boolean isSpent(InetAddress remote, long nowNanos) {
    Debt debt = debts.get(key(remote));
    return debt != null && remaining(debt, nowNanos) + nanosPerFailure > mostNanos;
  }

  void fail(InetAddress remote, long nowNanos) {
    Debt debt = debts.computeIfAbsent(key(remote), key -> new Debt());
    debt.nanos = remaining(debt, nowNanos) + nanosPerFailure;
    debt.atNanos = nowNanos;
    if (debts.size() > maxAddresses) {
      debts.pollFirstEntry();
    }
  }

  /** Somebody there knows what is right. */
  void forgive(InetAddress remote) {
    debts.remove(key(remote));
  }

  int trackedAddresses() {
    return debts.size();
  }

  private static long remaining(Debt debt, long nowNanos) {
    return Math.max(0, debt.nanos - (nowNanos - debt.atNanos));
  }

  private static String key(InetAddress remote) {
    byte[] octets = remote.getAddress();
    boolean isWhole = !(remote instanceof Inet6Address);
    return HexFormat.of().formatHex(isWhole ? octets : Arrays.copyOf(octets, IPV6_PREFIX_BYTES));
  }
}
