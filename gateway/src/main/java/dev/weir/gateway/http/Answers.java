package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.media.Bytes;
import dev.weir.net.ByteSource;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** How we answer over HTTP: conditional and compressed texts, byte ranges, problems. */
public final class Answers {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private static final String MP4 = "video/mp4";
  private static final String METHODS = "GET, HEAD, OPTIONS";
  private static final String ALL_METHODS = METHODS + ", POST, PUT, PATCH, DELETE";
  private static final String PREFLIGHT_SECONDS = "86400";

  /** What we say 503 for passes in a moment (RFC 9110 §10.2.3). */
  private static final String RETRY_AFTER_SECONDS = "2";

  private static final int SMALLEST_TO_COMPRESS = 200;
  private static final Pattern GZIP =
      Pattern.compile(
          "(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$))[0-9.]+\\s*)?(?:,|$)",
          Pattern.CASE_INSENSITIVE);

  private Answers() {}

  static void allowOtherOrigins(HttpServerRequest request) {
    request
        .response()
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Date, ETag, Content-Range")
        .putHeader("X-Content-Type-Options", "nosniff");
  }

  static void preflight(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    String headers = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (headers != null) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
    }
    response
        .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ALL_METHODS)
        .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS)
        .setStatusCode(204)
        .end();
  }

  static void methodNotAllowed(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.ALLOW, METHODS);
    problem(request, 405, "This address can only be read.");
  }

  /**
   * @param allowed the methods that the address knows
   */
  static void methodNotAllowed(HttpServerRequest request, String allowed) {
    request.response().putHeader(HttpHeaders.ALLOW, allowed);
    problem(request, 405, "This address knows other methods: " + allowed + ".");
  }

  /**
   * Says what went wrong as a problem document, RFC 9457.
   *
   * @param detail for people: what to do about it
   */
  public static void problem(HttpServerRequest request, int status, String detail) {
    Map<String, Object> problem =
        Map.of("status", status, "title", title(status), "detail", detail);
    request
        .response()
        .putHeader(HttpHeaders.CACHE_CONTROL, status == 404 ? "max-age=1" : "no-store");
    if (status == 503) {
      request.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    send(request, status, "application/problem+json", json(problem));
  }

  private static String title(int status) {
    return switch (status) {
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 413 -> "Content Too Large";
      case 415 -> "Unsupported Media Type";
      case 416 -> "Range Not Satisfiable";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 503 -> "Service Unavailable";
      default -> "Error";
    };
  }

  /** Writes {@code value} as JSON that no cache may keep. */
  static void json(HttpServerRequest request, Object value) {
    json(request, 200, value);
  }

  static void json(HttpServerRequest request, int status, Object value) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    send(request, status, "application/json", json(value));
  }

  /** It was done, and there is nothing to show. */
  static void done(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").setStatusCode(204).end();
  }

  private static Bytes json(Object value) {
    return Bytes.wrap(JSON.writeValueAsBytes(value));
  }

  /** Sends a short text as it is. */
  public static void text(HttpServerRequest request, String contentType, String text) {
    request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    send(request, 200, contentType, Bytes.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends a document, compressed where the client can read that, or 304 where it has it. */
  static void document(
      HttpServerRequest request, String contentType, String cacheControl, Document document) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
            .putHeader(HttpHeaders.VARY, "Accept-Encoding")
            .putHeader(HttpHeaders.ETAG, document.entityTag());
    if (has(request, document.entityTag())) {
      response.setStatusCode(304).end();
      return;
    }
    boolean compressed = length(document.plain()) >= SMALLEST_TO_COMPRESS && acceptsGzip(request);
    if (compressed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    send(request, 200, contentType, compressed ? document.gzip() : document.plain());
  }

  /**
   * What is said of media before their octets. Immutable.
   *
   * @param entityTag a strong one, RFC 9110 §8.8.3
   */
  record MediaHead(String contentType, String cacheControl, String entityTag) {}

  /**
   * Sends bytes of a stream that never change under their address, whole or the range asked for.
   */
  static void media(HttpServerRequest request, String entityTag, ByteSource source) {
    media(
        request,
        new MediaHead(MP4, "public, max-age=86400, immutable", entityTag),
        new Body.Held(source));
  }

  /** Sends media, whole or the range asked for. */
  static void media(HttpServerRequest request, MediaHead head, Body body) {
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, head.cacheControl)
            .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
            .putHeader(HttpHeaders.ETAG, head.entityTag);
    if (has(request, head.entityTag)) {
      body.drop();
      response.setStatusCode(304).end();
      return;
    }
    long length = body.length();
    switch (ByteRange.parse(range(request, head.entityTag), length)) {
      case ByteRange.Whole() -> send(request, 200, head.contentType, body, 0, length);
      case ByteRange.Unsatisfiable() -> {
        body.drop();
        response.putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
        problem(request, 416, "The range lies beyond the end.");
      }
      case ByteRange.Stretch(long from, long to) -> {
        response.putHeader(
            HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(from, to - 1, length));
        send(request, 206, head.contentType, body, from, to);
      }
    }
  }

  /**
   * Begins the answer with a segment whose end is not known. It has no tag and no ranges, and is
   * not kept for long: what a cache has of it is whole only where the body has ended well.
   */
  static void beginGrowing(HttpServerRequest request, int targetDurationSeconds) {
    request
        .response()
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, MP4)
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=" + 6 * targetDurationSeconds);
  }

  /** Only GET knows ranges (RFC 9110 §14.2), and only of what the client has already (§13.1.5). */
  private static @Nullable String range(HttpServerRequest request, String entityTag) {
    @Nullable String condition = request.getHeader("If-Range");
    boolean isOfTheSame = condition == null || condition.strip().equals(entityTag);
    return request.method().equals(HttpMethod.GET) && isOfTheSame
        ? request.getHeader("Range")
        : null;
  }

  /** By the weak comparison of RFC 9110 §13.1.2: a proxy may have weakened our tag. */
  private static boolean has(HttpServerRequest request, String entityTag) {
    @Nullable String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    return known != null
        && (known.strip().equals("*") || known.contains(withoutWeakness(entityTag)));
  }

  private static String withoutWeakness(String entityTag) {
    return entityTag.startsWith("W/") ? entityTag.substring(2) : entityTag;
  }

  /** RFC 9110 §12.5.3; a weight of 0 forbids. */
  private static boolean acceptsGzip(HttpServerRequest request) {
    @Nullable String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && GZIP.matcher(accepted).find();
  }

  private static int length(List<Bytes> body) {
    return body.stream().mapToInt(Bytes::length).sum();
  }

  private static void send(HttpServerRequest request, int status, String contentType, Bytes body) {
    send(request, status, contentType, List.of(body));
  }

  private static void send(
      HttpServerRequest request, int status, String contentType, List<Bytes> body) {
    send(request, status, contentType, ByteSource.of(body));
  }

  private static void send(
      HttpServerRequest request, int status, String contentType, ByteSource body) {
    send(request, status, contentType, new Body.Held(body), 0, body.length());
  }

  private static void send(
      HttpServerRequest request, int status, String contentType, Body body, long from, long to) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
            .putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(to - from));
    if (request.method().equals(HttpMethod.HEAD)) {
      body.drop();
      response.end();
    } else {
      body.send(request, from, to);
    }
  }
}
