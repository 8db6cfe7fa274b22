package dev.weir.gateway.http;

import dev.weir.access.SignIn;
import dev.weir.gateway.upload.UploadIntake;
import dev.weir.gateway.upload.UploadIntake.Surroundings;
import dev.weir.gateway.upload.UploadLimits;
import dev.weir.gateway.upload.UploadSink;
import dev.weir.gateway.upload.UploadThreads;
import dev.weir.library.Accounts;
import dev.weir.library.ApiTokens;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Sessions;
import dev.weir.library.Upload;
import dev.weir.library.Uploads;
import dev.weir.net.HttpListener;
import dev.weir.net.HttpOptions;
import dev.weir.net.IncomingBody.Pace;
import dev.weir.net.Loops;
import dev.weir.testkit.ManualClock;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Uploads over HTTP on a free port of this machine, from a folder that may fail. */
final class UploadServer implements AutoCloseable {
  static final UploadLimits LIMITS = new UploadLimits(1 << 30, Duration.ofHours(24), 0);

  /** What a test waits for comes, or the test fails in the end. */
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  final ManualClock clock = new ManualClock(LiveServer.START_MILLIS);
  final FaultyDisk disk = new FaultyDisk();
  final Path folder;
  final Taken taken;
  final Uploads uploads;
  final UploadIntake intake;
  final UploadRoute route;
  private final Database database;
  private final UploadThreads threads = new UploadThreads();
  private final Loops loops = Loops.start(2);
  private final HttpListener listener;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;

  UploadServer(Path data) {
    this(data, LIMITS, Pace.DEFAULT, LiveServer.OPTIONS);
  }

  UploadServer(Path data, UploadLimits limits, Pace pace, HttpOptions options) {
    try {
      folder = data.resolve("uploads");
      taken = new Taken(data.resolve("taken"));
      database = Database.open(new DatabaseAddress.Sqlite(data.resolve("library.db")));
      uploads = new Uploads(database);
      var signIn =
          new SignIn(
              new Accounts(database),
              new Sessions(database),
              new ApiTokens(database),
              new SecureRandom(),
              clock);
      signIn.create("admin");
      token = signIn.makeToken("admin", "test").orElseThrow();
      var around = new Surroundings(uploads, disk.at(folder), taken, clock);
      intake = new UploadIntake(around, limits, new SecureRandom());
      intake.recover();
      var gate = new ApiGate(() -> signIn, new TrustedProxies(List.of()));
      route = new UploadRoute(gate, () -> intake, threads, limits.maxBytes(), pace);
      listener =
          HttpListener.plain(
              loops,
              options.withLongBodies(UploadRoute::bringsFile),
              new HttpGateway(List.of(route)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Moves files away, as often as it is asked. */
  static final class Taken implements UploadSink {
    final Map<String, Upload> byAsset = new ConcurrentHashMap<>();
    private final Path folder;
    volatile boolean refuses;

    Taken(Path folder) throws IOException {
      this.folder = Files.createDirectories(folder);
    }

    @Override
    public void complete(Upload upload, Path file) throws IOException {
      if (refuses) {
        throw new IOException("not now");
      }
      if (!Files.exists(path(upload.asset()))) {
        Files.copy(file, path(upload.asset()));
      }
      byAsset.put(upload.asset(), upload);
    }

    Path path(String asset) {
      return folder.resolve(asset);
    }

    byte[] bytes(String asset) throws IOException {
      return Files.readAllBytes(path(asset));
    }
  }

  int port() {
    return listener.boundPort();
  }

  long slowConnections() {
    return listener.stats().tooSlow();
  }

  long handlerFailures() {
    return listener.stats().handlerFailures();
  }

  String authorization() {
    return "Bearer " + token;
  }

  /** With all that a request of tus needs. */
  HttpRequest.Builder request(String path) {
    return bare(path).header("Tus-Resumable", "1.0.0").header("Authorization", authorization());
  }

  HttpRequest.Builder bare(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(DEADLINE);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** Begins an upload; its address. */
  String create(long length) throws Exception {
    var answer =
        send(
            request("/api/v1/uploads")
                .header("Upload-Length", Long.toString(length))
                .POST(BodyPublishers.noBody()));
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
  }

  HttpRequest.Builder patch(String path, long offset, byte[] bytes) {
    return request(path)
        .header("Content-Type", "application/offset+octet-stream")
        .header("Upload-Offset", Long.toString(offset))
        .method("PATCH", BodyPublishers.ofByteArray(bytes));
  }

  HttpResponse<String> head(String path) throws Exception {
    return send(request(path).HEAD());
  }

  /** What the server says is on disk. */
  long offset(String path) throws Exception {
    return Long.parseLong(head(path).headers().firstValue("Upload-Offset").orElseThrow());
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE());
  }

  /** A connection that has sent the headers of a PATCH with a body of {@code length}. */
  Socket beginPatch(String path, long offset, long length) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port());
    socket.setSoTimeout((int) DEADLINE.toMillis());
    String head =
        """
        PATCH %s HTTP/1.1
        Host: localhost
        Authorization: %s
        Tus-Resumable: 1.0.0
        Content-Type: application/offset+octet-stream
        Upload-Offset: %d
        Content-Length: %d

        """
            .formatted(path, authorization(), offset, length);
    socket
        .getOutputStream()
        .write(head.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return socket;
  }

  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    intake.stop();
    listener.close(Duration.ZERO);
    threads.close();
    loops.close();
    client.close();
    database.close();
  }
}
