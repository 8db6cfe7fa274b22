package dev.weir.gateway.http;

import dev.weir.access.Via;
import java.net.InetAddress;

/**
 * Who asks over HTTP. Immutable.
 *
 * @param address of whoever sent the request first, as far as we may believe it
 * @param via whether others have passed it on
 */
public record Client(InetAddress address, Via via) {
  /** Whether it surely runs on this machine. */
  public boolean isLocal() {
    return address.isLoopbackAddress() && via == Via.DIRECT;
  }
}
