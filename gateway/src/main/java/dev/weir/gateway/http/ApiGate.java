package dev.weir.gateway.http;

import dev.weir.access.Caller;
import dev.weir.access.SignIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells who asks: by the cookie that a browser has had from us, or by the token that a program
 * sends. Neither is looked at where others could read along. What a browser sends on behalf of
 * another site's page counts for nothing but reading (OWASP, Cross-Site Request Forgery Prevention,
 * "Fetch Metadata headers"). Thread-safe; blocks.
 */
public final class ApiGate {
  private static final String COOKIE = "weir_session";
  private static final String BEARER = "bearer ";

  private final Supplier<SignIn> signIn;
  private final TrustedProxies proxies;

  /**
   * @param signIn blocks until the library is open
   */
  public ApiGate(Supplier<SignIn> signIn, TrustedProxies proxies) {
    this.signIn = signIn;
    this.proxies = proxies;
  }

  SignIn signIn() {
    return signIn.get();
  }

  Client clientOf(HttpServerRequest request) {
    return proxies.clientOf(request);
  }

  /** Who it is; empty where the request does not say. */
  Optional<Caller> caller(HttpServerRequest request) throws ProblemException {
    Optional<String> token = token(request);
    Optional<String> session = session(request);
    if (token.isEmpty() && session.isEmpty()) {
      return Optional.empty();
    }
    requireConfidential(request);
    if (token.isPresent()) {
      return Optional.of(
          signIn()
              .byToken(token.get())
              .orElseThrow(() -> new ProblemException(401, "This token is not (any more) valid.")));
    }
    Optional<Caller> caller = session.flatMap(secret -> signIn().bySession(secret));
    if (caller.isPresent() && !onlyReads(request)) {
      requireOwnPage(request);
    }
    return caller;
  }

  /** Whether it is somebody whom we know. */
  public boolean isKnown(HttpServerRequest request) {
    try {
      return caller(request).isPresent();
    } catch (ProblemException nobody) {
      return false;
    }
  }

  private static Optional<String> token(HttpServerRequest request) {
    @Nullable String header = request.getHeader("Authorization");
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }

  /** What its cookie says. */
  static Optional<String> session(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue);
  }

  /** No password, cookie or token goes through a line that others may listen to. */
  void requireConfidential(HttpServerRequest request) throws ProblemException {
    if (!proxies.isConfidential(request)) {
      throw new ProblemException(
          403,
          "Secrets are taken over https only, or from this machine itself. Use the https address;"
              + " behind a proxy that speaks https, name it in http.trusted-proxies and have it set"
              + " X-Forwarded-Proto.");
    }
  }

  private static boolean onlyReads(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  /** Browsers say whose page it is that asks. */
  static void requireOwnPage(HttpServerRequest request) throws ProblemException {
    @Nullable String site = request.getHeader("Sec-Fetch-Site");
    boolean isOwn =
        site == null ? isOwnOrigin(request) : site.equals("same-origin") || site.equals("none");
    if (!isOwn) {
      throw new ProblemException(
          403, "This was asked for by a page of another site. Programs use a token instead.");
    }
  }

  private static boolean isOwnOrigin(HttpServerRequest request) {
    @Nullable String origin = request.getHeader("Origin");
    if (origin == null || request.authority() == null) {
      return false;
    }
    try {
      return request.authority().toString().equalsIgnoreCase(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  /** Lets the browser show who it is from now on. */
  void remember(HttpServerRequest request, String secret) {
    request.response().addCookie(cookie(request, secret, signIn().sessionSeconds()));
  }

  /** The same as its cookie says already, for as long from now on. */
  void rememberLonger(HttpServerRequest request) {
    session(request).ifPresent(secret -> remember(request, secret));
  }

  void forget(HttpServerRequest request) {
    request.response().addCookie(cookie(request, "", 0));
  }

  /** Over plain HTTP on this machine, some browsers would not keep a cookie marked as secure. */
  private static Cookie cookie(HttpServerRequest request, String value, long seconds) {
    boolean isPlain = !request.isSSL() && request.getHeader("X-Forwarded-Proto") == null;
    return Cookie.cookie(COOKIE, value)
        .setPath("/")
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.LAX)
        .setSecure(!isPlain)
        .setMaxAge(seconds);
  }
}
