package dev.weir.gateway.http;

import dev.weir.access.Via;
import dev.weir.net.CidrBlock;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The proxies before this server, whose word counts for who asks. Each adds the address of its own
 * peer to the end of {@code X-Forwarded-For}, so that list is read from its end for as long as the
 * addresses are of proxies that we trust; what stands before may be made up. Immutable.
 */
public final class TrustedProxies {
  /** Any of which says that somebody has passed the request on: RFC 7239, RFC 9110 §7.6.3. */
  private static final List<String> FORWARDING_HEADERS =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

  /** An address, perhaps with a port: {@code 192.0.2.7:80}, {@code [2001:db8::1]:80}. */
  private static final Pattern HOP =
      Pattern.compile(
          "\\s*(?:((?:[0-9]{1,3}\\.){3}[0-9]{1,3}|\\[[0-9A-Fa-f:.]+])(?::[0-9]+)?"
              + "|([0-9A-Fa-f.]*:[0-9A-Fa-f:.]*))\\s*");

  private final List<CidrBlock> proxies;

  public TrustedProxies(List<CidrBlock> proxies) {
    this.proxies = List.copyOf(proxies);
  }

  public Client clientOf(HttpServerRequest request) {
    return client(InetAddress.ofLiteral(request.remoteAddress().hostAddress()), request.headers());
  }

  /** Whether nobody between can read along: TLS up to us or our proxy, or it is this machine. */
  boolean isConfidential(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    InetAddress peer = InetAddress.ofLiteral(request.remoteAddress().hostAddress());
    return isTrusted(peer)
        ? "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"))
        : client(peer, request.headers()).isLocal();
  }

  Client client(InetAddress peer, MultiMap headers) {
    if (FORWARDING_HEADERS.stream().noneMatch(headers::contains)) {
      return new Client(peer, Via.DIRECT);
    }
    return new Client(first(peer, headers.getAll("X-Forwarded-For")), Via.FORWARDED);
  }

  private InetAddress first(InetAddress peer, List<String> forwardedFor) {
    InetAddress known = peer;
    String[] hops = String.join(",", forwardedFor).split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isTrusted(known); i--) {
      Optional<InetAddress> hop = parse(hops[i]);
      if (hop.isEmpty()) {
        return known;
      }
      known = hop.get();
    }
    return known;
  }

  private boolean isTrusted(InetAddress address) {
    return proxies.stream().anyMatch(proxy -> proxy.contains(address));
  }

  private static Optional<InetAddress> parse(String hop) {
    Matcher matcher = HOP.matcher(hop);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      String address = Objects.requireNonNullElse(matcher.group(1), matcher.group(2));
      return Optional.of(InetAddress.ofLiteral(address));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
