package dev.weir.gateway.http;

import dev.weir.access.Caller;
import dev.weir.gateway.upload.Checksum;
import dev.weir.gateway.upload.UploadException;
import dev.weir.gateway.upload.UploadIntake;
import dev.weir.gateway.upload.UploadIntake.Patch;
import dev.weir.gateway.upload.UploadThreads;
import dev.weir.gateway.upload.UploadWriter;
import dev.weir.library.DatabaseException;
import dev.weir.library.Upload;
import dev.weir.net.IncomingBody.Pace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files by tus 1.0 (https://tus.io/protocols/resumable-upload) at {@code /api/v1/uploads}:
 * the core protocol, creation, creation-with-upload, checksum, termination and expiration.
 * Thread-safe.
 */
public final class UploadRoute implements HttpRoute {
  private static final Logger LOG = LoggerFactory.getLogger(UploadRoute.class);

  static final String ADDRESS = "/api/v1/uploads";

  private static final String CONTENT_TYPE = "application/offset+octet-stream";

  private static final ApiOperations OPERATIONS =
      ApiOperations.of(
          "OPTIONS /api/v1/uploads",
          "POST /api/v1/uploads",
          "HEAD /api/v1/uploads/{id}",
          "PATCH /api/v1/uploads/{id}",
          "DELETE /api/v1/uploads/{id}");

  private final ApiGate gate;
  private final Supplier<UploadIntake> intake;
  private final UploadThreads threads;
  private final long maxBytes;
  private final Pace pace;

  /**
   * @param intake blocks until the library is open
   * @param maxBytes that a file may have
   * @param pace at which bytes have to come
   */
  public UploadRoute(
      ApiGate gate,
      Supplier<UploadIntake> intake,
      UploadThreads threads,
      long maxBytes,
      Pace pace) {
    this.gate = gate;
    this.intake = intake;
    this.threads = threads;
    this.maxBytes = maxBytes;
    this.pace = pace;
  }

  /** Whether a request brings a part of a file, for as long as that takes. */
  public static boolean bringsFile(HttpServerRequest request) {
    String path = String.valueOf(request.path());
    boolean mayBring =
        request.method().equals(HttpMethod.PATCH) || request.method().equals(HttpMethod.POST);
    return mayBring && (path.equals(ADDRESS) || path.startsWith(ADDRESS + "/"));
  }

  @Override
  public ApiOperations operations() {
    return OPERATIONS;
  }

  @Override
  public boolean takes(HttpMethod method, RequestPath path) {
    return OPERATIONS.areAt(path);
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (!OPERATIONS.areAt(path)) {
      return false;
    }
    TusAnswers.exposeHeaders(request);
    String method = TusAnswers.method(request);
    if (method.equals("OPTIONS")) {
      TusAnswers.options(request, maxBytes);
      return true;
    }
    if (bringsFile(request)) {
      request.pause();
    }
    if (!TusAnswers.speaksTus(request)) {
      return true;
    }
    switch (OPERATIONS.find(method, path).orElse("")) {
      case "POST /api/v1/uploads" -> create(request);
      case "HEAD /api/v1/uploads/{id}" -> run(request, _ -> head(request, path.at(3)));
      case "PATCH /api/v1/uploads/{id}" -> patch(request, path.at(3));
      case "DELETE /api/v1/uploads/{id}" -> run(request, _ -> delete(request, path.at(3)));
      default -> TusAnswers.methodNotAllowed(request, path.size() == 3);
    }
    return true;
  }

  /** What there is to do for a request, where it may block; what to say then, on its loop. */
  private interface Work {
    Runnable of(Caller caller) throws UploadException, ProblemException;
  }

  private void run(HttpServerRequest request, Work work) {
    Context loop = loop();
    boolean runs =
        threads.tryRun(() -> {
          Runnable reply = reply(request, work);
          loop.runOnContext(_ -> reply.run());
        });
    if (!runs) {
      TusAnswers.problem(request, 503, "Too much is being uploaded; try again soon.");
    }
  }

  private static Context loop() {
    return Objects.requireNonNull(Vertx.currentContext(), "not on a loop");
  }

  private Runnable reply(HttpServerRequest request, Work work) {
    try {
      Caller caller = gate.caller(request).orElseThrow(ApiCall::notSignedIn);
      return work.of(caller);
    } catch (ProblemException problem) {
      String detail = String.valueOf(problem.getMessage());
      return () -> TusAnswers.problem(request, problem.status(), detail);
    } catch (UploadException refused) {
      return () -> TusAnswers.refuse(request, refused);
    } catch (DatabaseException failure) {
      LOG.error("{} {}: {}", request.method(), request.path(), failure.getMessage());
      return () -> TusAnswers.problem(request, 503, "The library cannot be reached right now.");
    } catch (RuntimeException bug) {
      LOG.error("{} {} failed", request.method(), request.path(), bug);
      return () -> TusAnswers.problem(request, 500, "Something is wrong in this server.");
    }
  }

  private void create(HttpServerRequest request) {
    OptionalLong length = TusAnswers.number(request, "Upload-Length");
    @Nullable String header = request.getHeader("Upload-Metadata");
    Optional<UploadMetadata> metadata = UploadMetadata.parse(header == null ? "" : header);
    Optional<String> wrong = wrongIn(request, length, metadata);
    if (wrong.isPresent()) {
      TusAnswers.problem(request, 400, wrong.get());
    } else if (bringsBytes(request)) {
      createWithUpload(request, metadata.orElseThrow(), length.getAsLong());
    } else if (TusAnswers.bodyBytes(request) > 0) {
      TusAnswers.problem(request, 415, "The Content-Type of bytes is " + CONTENT_TYPE + ".");
    } else {
      request.resume();
      run(
          request,
          caller -> {
            Upload upload = create(caller, metadata.orElseThrow(), length.getAsLong());
            return () -> TusAnswers.created(request, upload);
          });
    }
  }

  private static Optional<String> wrongIn(
      HttpServerRequest request, OptionalLong length, Optional<UploadMetadata> metadata) {
    if (length.isEmpty()) {
      return Optional.of("Upload-Length has to say how many bytes the file has.");
    }
    if (length.getAsLong() == 0) {
      return Optional.of("This file is empty. Copy or export it anew, and send that.");
    }
    if (metadata.isEmpty()) {
      return Optional.of(UploadMetadata.FORM);
    }
    return request.headers().contains("Upload-Concat")
        ? Optional.of("Files are not put together from several uploads here.")
        : Optional.empty();
  }

  private Upload create(Caller caller, UploadMetadata metadata, long lengthBytes)
      throws UploadException {
    var source =
        new Upload.Source(caller.account(), metadata.fileName(), metadata.title(), metadata.text());
    return intake.get().create(source, lengthBytes);
  }

  private static boolean bringsBytes(HttpServerRequest request) {
    return CONTENT_TYPE.equalsIgnoreCase(request.getHeader(HttpHeaders.CONTENT_TYPE));
  }

  /** An upload whose address nobody has come to know is of no use: it goes with its request. */
  private void createWithUpload(
      HttpServerRequest request, UploadMetadata metadata, long lengthBytes) {
    Optional<Patch> patch = patch(request, 0);
    if (patch.isEmpty()) {
      return;
    }
    Context loop = loop();
    run(
        request,
        caller -> {
          Upload upload = create(caller, metadata, lengthBytes);
          var outcome = new WithUpload(request, upload.id());
          var reception = new UploadReception(request, loop, threads, pace, outcome);
          try {
            UploadWriter writer = intake.get().begin(upload.id(), patch.get(), reception::cut);
            return () -> reception.begin(writer);
          } catch (UploadException refused) {
            outcome.failed();
            throw refused;
          }
        });
  }

  /** What comes of a creation with bytes. */
  private final class WithUpload implements UploadReception.Outcome {
    private final HttpServerRequest request;
    private final String id;

    WithUpload(HttpServerRequest request, String id) {
      this.request = request;
      this.id = id;
    }

    @Override
    public void received(Upload upload) {
      request.response().putHeader("Upload-Offset", Long.toString(upload.offsetBytes()));
      TusAnswers.created(request, upload);
    }

    @Override
    public void failed() {
      intake.get().remove(id);
    }

    @Override
    public void refused(UploadException why) {
      TusAnswers.refuse(request, why);
    }
  }

  /** Empty where it was answered that the headers are wrong. */
  private static Optional<Patch> patch(HttpServerRequest request, long offsetBytes) {
    @Nullable String header = request.getHeader("Upload-Checksum");
    Optional<Checksum> checksum = Optional.ofNullable(header).flatMap(Checksum::parse);
    if (header != null && checksum.isEmpty()) {
      TusAnswers.problem(
          request, 400, "Upload-Checksum is one of %s and Base64.".formatted(Checksum.ALGORITHMS));
      return Optional.empty();
    }
    return Optional.of(new Patch(offsetBytes, TusAnswers.bodyBytes(request), checksum));
  }

  private void patch(HttpServerRequest request, String id) {
    OptionalLong offset = TusAnswers.number(request, "Upload-Offset");
    if (!bringsBytes(request)) {
      TusAnswers.problem(request, 415, "The Content-Type of bytes is " + CONTENT_TYPE + ".");
      return;
    }
    if (offset.isEmpty()) {
      TusAnswers.problem(request, 400, "Upload-Offset has to say where the bytes begin.");
      return;
    }
    Optional<Patch> patch = patch(request, offset.getAsLong());
    if (patch.isEmpty()) {
      return;
    }
    var reception = new UploadReception(request, loop(), threads, pace, new More(request));
    run(
        request,
        _ -> {
          UploadWriter writer = intake.get().begin(id, patch.get(), reception::cut);
          return () -> reception.begin(writer);
        });
  }

  /** What comes of more bytes. */
  private record More(HttpServerRequest request) implements UploadReception.Outcome {
    @Override
    public void received(Upload upload) {
      TusAnswers.advanced(request, upload);
    }

    @Override
    public void failed() {
      // What has come is kept.
    }

    @Override
    public void refused(UploadException why) {
      TusAnswers.refuse(request, why);
    }
  }

  private Runnable head(HttpServerRequest request, String id) throws UploadException {
    Upload upload = intake.get().find(id);
    return () -> TusAnswers.state(request, upload);
  }

  private Runnable delete(HttpServerRequest request, String id) throws UploadException {
    intake.get().delete(id);
    return () -> TusAnswers.deleted(request);
  }
}
