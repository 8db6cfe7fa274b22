package dev.weir.access;

/**
 * How an {@link Authoriser} decides. Immutable.
 *
 * @param proxy whether a proxy stands before us, so that loopback may be anybody
 * @param maxFailuresPerSecond wrong secrets that one address may try
 * @param maxTrackedAddresses whose failures are remembered at a time
 */
public record AccessConfig(Proxy proxy, int maxFailuresPerSecond, int maxTrackedAddresses) {

  /** Whether requests may come through a proxy. */
  public enum Proxy {
    NONE,
    CONFIGURED
  }

  public static final AccessConfig DEFAULT = new AccessConfig(Proxy.NONE, 5, 10_000);

  public AccessConfig {
    if (maxFailuresPerSecond < 1 || maxTrackedAddresses < 1) {
      throw new IllegalArgumentException("limits of failures must be positive");
    }
  }

  public AccessConfig withProxy(Proxy newProxy) {
    return new AccessConfig(newProxy, maxFailuresPerSecond, maxTrackedAddresses);
  }
}
