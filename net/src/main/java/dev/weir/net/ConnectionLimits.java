package dev.weir.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Admits connections up to a number in all and a number per address, and counts those that it
 * refuses. An IPv6 network of 64 bits counts as one address, since one host may use all of it; many
 * may come from the address of a proxy. Thread-safe.
 */
final class ConnectionLimits {
  private static final int IPV6_NETWORK_OCTETS = 8;
  private static final int IPV6_OCTETS = 16;

  private final int maxConnections;
  private final int maxPerAddress;
  private final List<CidrBlock> proxies;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
  private final LongAdder refused = new LongAdder();

  ConnectionLimits(int maxConnections, int maxPerAddress) {
    this(maxConnections, maxPerAddress, List.of());
  }

  ConnectionLimits(int maxConnections, int maxPerAddress, List<CidrBlock> proxies) {
    this.maxConnections = maxConnections;
    this.maxPerAddress = maxPerAddress;
    this.proxies = proxies;
  }

  /** True if the connection may stay; it then must be given to {@link #release} when it ends. */
  boolean admit(InetAddress address) {
    if (open.incrementAndGet() <= maxConnections
        && (isProxy(address) || admitFrom(network(address)))) {
      return true;
    }
    open.decrementAndGet();
    refused.increment();
    return false;
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(proxy -> proxy.contains(address));
  }

  private boolean admitFrom(InetAddress network) {
    return openByAddress.merge(network, 1, Integer::sum) <= maxPerAddress || releaseFrom(network);
  }

  void release(InetAddress address) {
    releaseFrom(network(address));
    open.decrementAndGet();
  }

  /** Always false, which is the answer of {@link #admitFrom} where it takes its own count back. */
  private boolean releaseFrom(InetAddress network) {
    openByAddress.computeIfPresent(network, (_, count) -> count > 1 ? count - 1 : null);
    return false;
  }

  int open() {
    return open.get();
  }

  long refused() {
    return refused.sum();
  }

  private static InetAddress network(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return address;
    }
    try {
      byte[] prefix = Arrays.copyOf(address.getAddress(), IPV6_NETWORK_OCTETS);
      return InetAddress.getByAddress(Arrays.copyOf(prefix, IPV6_OCTETS));
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
