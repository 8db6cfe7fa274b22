package dev.weir.gateway.http;

import dev.weir.access.SignIn;
import dev.weir.library.Accounts;
import dev.weir.library.ApiTokens;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Sessions;
import dev.weir.net.CidrBlock;
import dev.weir.net.HttpListener;
import dev.weir.net.Loops;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes of the API on a free port of this machine, with a library in a folder. Confined to its
 * test.
 */
final class ApiServer implements AutoCloseable {
  final ManualClock clock = new ManualClock(LiveServer.START_MILLIS);
  final Database database;
  final SignIn signIn;
  final String password;
  final ApiCalls calls;
  private final Loops loops = Loops.start(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private @Nullable HttpListener listener;

  ApiServer(Path folder) {
    database = Database.open(new DatabaseAddress.Sqlite(folder.resolve("library.db")));
    signIn =
        new SignIn(
            new Accounts(database),
            new Sessions(database),
            new ApiTokens(database),
            new SecureRandom(),
            clock);
    password = signIn.create("admin").orElseThrow();
    var proxies = new TrustedProxies(List.of(CidrBlock.parse("192.0.2.1/32")));
    calls = new ApiCalls(new ApiGate(() -> signIn, proxies));
  }

  void listen(List<HttpRoute> routes) throws IOException {
    listener =
        HttpListener.plain(
            loops,
            LiveServer.OPTIONS.withLongBodies(SubtitlesRoute::bringsFile),
            new HttpGateway(routes));
  }

  int port() {
    if (listener == null) {
      throw new IllegalStateException("call listen first");
    }
    return listener.boundPort();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /** A request of the administrator's. */
  HttpRequest.Builder signedIn(String path) {
    String token = signIn.makeToken("admin", "test").orElseThrow();
    return request(path).header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Override
  public void close() {
    if (listener != null) {
      listener.close(Duration.ZERO);
    }
    loops.close();
    database.close();
  }
}
