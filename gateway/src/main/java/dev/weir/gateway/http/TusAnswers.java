package dev.weir.gateway.http;

import dev.weir.gateway.upload.Checksum;
import dev.weir.gateway.upload.UploadException;
import dev.weir.gateway.upload.UploadFault;
import dev.weir.library.Upload;
import dev.weir.library.Upload.State;
import dev.weir.net.IncomingBody;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers of tus 1.0, read and written. Stateless. */
final class TusAnswers {
  private static final String VERSION = "1.0.0";
  private static final String EXTENSIONS =
      "creation,creation-with-upload,checksum,termination,expiration";
  private static final String EXPOSED =
      "Location, Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version,"
          + " Upload-Expires, Upload-Length, Upload-Metadata, Upload-Offset, Weir-Asset";
  private static final String RESUMABLE = "Tus-Resumable";

  /** Up to 10^18 - 1, which any file has less than. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /** RFC 9110 §5.6.7. */
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private TusAnswers() {}

  /**
   * Who cannot send some method says in a header which it should be ("X-HTTP-Method-Override").
   * Only what changes something may become something else that does, or a page of another site
   * could pass for one that reads.
   */
  static String method(HttpServerRequest request) {
    @Nullable String other = request.getHeader("X-HTTP-Method-Override");
    String method = request.method().name();
    return other == null || !method.equals("POST") ? method : other;
  }

  /** Pages elsewhere may read what the protocol says to their scripts, which show a token. */
  static void exposeHeaders(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
  }

  static void options(HttpServerRequest request, long maxBytes) {
    HttpServerResponse response = request.response();
    response
        .putHeader("Tus-Version", VERSION)
        .putHeader("Tus-Extension", EXTENSIONS)
        .putHeader("Tus-Max-Size", Long.toString(maxBytes))
        .putHeader("Tus-Checksum-Algorithm", String.join(",", Checksum.ALGORITHMS));
    Answers.preflight(request);
  }

  /** Whether the request is of our version; has said so where it is not. */
  static boolean speaksTus(HttpServerRequest request) {
    request.response().putHeader(RESUMABLE, VERSION);
    if (VERSION.equals(request.getHeader(RESUMABLE))) {
      return true;
    }
    request.response().putHeader("Tus-Version", VERSION);
    problem(request, 412, "Files are taken by tus 1.0: send %s: %s.".formatted(RESUMABLE, VERSION));
    return false;
  }

  static void methodNotAllowed(HttpServerRequest request, boolean isWhereUploadsBegin) {
    request
        .response()
        .putHeader(
            HttpHeaders.ALLOW,
            isWhereUploadsBegin ? "POST, OPTIONS" : "HEAD, PATCH, DELETE, OPTIONS");
    problem(request, 405, "This is not how files are uploaded by tus 1.0.");
  }

  /** Empty where it is missing, there twice, or no number. */
  static OptionalLong number(HttpServerRequest request, String header) {
    List<String> values = request.headers().getAll(header);
    return values.size() == 1 && NUMBER.matcher(values.getFirst()).matches()
        ? OptionalLong.of(Long.parseLong(values.getFirst()))
        : OptionalLong.empty();
  }

  /** How long the body is; 0 where that is not said. */
  static long bodyBytes(HttpServerRequest request) {
    return number(request, "Content-Length").orElse(0);
  }

  static void created(HttpServerRequest request, Upload upload) {
    HttpServerResponse response =
        request
            .response()
            .setStatusCode(201)
            .putHeader(HttpHeaders.LOCATION, UploadRoute.ADDRESS + "/" + upload.id());
    describe(response, upload);
    response.end();
  }

  /** More of it is on disk. */
  static void advanced(HttpServerRequest request, Upload upload) {
    HttpServerResponse response = request.response().setStatusCode(204);
    response.putHeader("Upload-Offset", Long.toString(upload.offsetBytes()));
    describe(response, upload);
    response.end();
  }

  /** How far it is. */
  static void state(HttpServerRequest request, Upload upload) {
    HttpServerResponse response = request.response();
    response.putHeader("Upload-Offset", Long.toString(upload.offsetBytes()));
    response.putHeader("Upload-Length", Long.toString(upload.lengthBytes()));
    if (!upload.source().metadata().isEmpty()) {
      response.putHeader("Upload-Metadata", upload.source().metadata());
    }
    describe(response, upload);
    response.end();
  }

  private static void describe(HttpServerResponse response, Upload upload) {
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Weir-Asset", upload.asset());
    if (upload.state() == State.RECEIVING) {
      response.putHeader(
          "Upload-Expires", IMF_FIXDATE.format(Instant.ofEpochMilli(upload.expiresMillis())));
    }
  }

  static void deleted(HttpServerRequest request) {
    request.response().setStatusCode(204).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
  }

  static void refuse(HttpServerRequest request, UploadException why) {
    problem(request, status(why.fault()), String.valueOf(why.getMessage()));
  }

  private static int status(UploadFault fault) {
    return switch (fault) {
      case MISSING -> 404;
      case LOST -> 410;
      case WRONG_OFFSET, SUPERSEDED -> 409;
      case TOO_LARGE, TOO_LONG -> 413;
      case CHECKSUM -> 460;
      case BROKEN, SLOW -> 408;
      case DISK -> 500;
      case BUSY, LIBRARY, STOPPING -> 503;
      case NO_ROOM -> 507;
    };
  }

  /** Says what is wrong, and passes over what the request still brings. */
  static void problem(HttpServerRequest request, int status, String detail) {
    if (request.response().closed()) {
      return;
    }
    if (status == 460) {
      request.response().setStatusMessage("Checksum Mismatch");
    }
    Answers.problem(request, status, detail);
    IncomingBody.passOver(request);
  }
}
