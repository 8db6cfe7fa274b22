package dev.weir.server.importing;

import dev.weir.server.importing.ImportException.Reach;
import dev.weir.server.importing.ServerAccess.Door;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks one server. What trying again may mend is an IOException, what it does not mend an {@link
 * ImportException}. Confined to its thread; blocks.
 */
public final class ServerClient implements AutoCloseable {
  /** Nothing moves for so long: the connection is lost, and nobody has told us. */
  static final Duration STALL_LIMIT = Duration.ofMinutes(2);

  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(20);

  private final ServerAccess access;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  private boolean reached;

  public ServerClient(ServerAccess access) {
    this.access = access;
  }

  /** Where it is now. */
  Door door() throws IOException {
    try {
      return access.now();
    } catch (ImportException gone) {
      throw reached ? new IOException(gone.getMessage(), gone) : gone;
    }
  }

  /** Where people find an asset. */
  public String addressOf(String asset) throws IOException {
    return door() + "/vod/" + asset;
  }

  /** A request to it, which shows who asks. */
  HttpRequest.Builder request(Door door, String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(door.url() + path))
            .header("Authorization", "Bearer " + door.token());
    return switch (access) {
      case ServerAccess.Named _ -> request;
      // Where this machine is also the proxy's, its word counts: nobody else listens here.
      case ServerAccess.Local _ -> request.header("X-Forwarded-Proto", "https");
    };
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param moved how much has moved; called again and again
   */
  HttpResponse<String> send(HttpRequest.Builder request, LongSupplier moved) throws IOException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      HttpResponse<String> response = await(answer, moved);
      require(response);
      reached = true;
      return response;
    } catch (ExecutionException failed) {
      throw told(failed.getCause(), request.build().uri());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private static HttpResponse<String> await(
      CompletableFuture<HttpResponse<String>> answer, LongSupplier moved)
      throws IOException, ExecutionException, InterruptedException {
    long before = -1;
    long beganNanos = System.nanoTime();
    while (true) {
      try {
        return answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException notYet) {
        long now = moved.getAsLong();
        if (now != before) {
          before = now;
          beganNanos = System.nanoTime();
        } else if (System.nanoTime() - beganNanos > STALL_LIMIT.toNanos()) {
          throw new IOException("nothing has moved for " + STALL_LIMIT.toMinutes() + " minutes");
        }
      }
    }
  }

  private IOException told(@Nullable Throwable failure, URI uri) {
    if (!reached && failure instanceof ConnectException) {
      return new ImportException(
          Reach.ALL_FILES,
          "no server answers at %s://%s".formatted(uri.getScheme(), uri.getAuthority()));
    }
    if (failure instanceof SSLException untrusted) {
      return new ImportException(
          Reach.ALL_FILES,
          "the certificate of %s is not to be trusted: %s"
              .formatted(uri.getAuthority(), untrusted.getMessage()));
    }
    return failure instanceof ConnectException
        ? new IOException("the server does not answer", failure)
        : new IOException("the connection was lost", failure);
  }

  private void require(HttpResponse<String> response) throws IOException {
    int status = response.statusCode();
    if (status == 401 && reached && access instanceof ServerAccess.Local) {
      throw new IOException("the server has started anew");
    }
    if (status == 401 || status == 403) {
      throw new ImportException(
          Reach.ALL_FILES, "the server does not let us in: " + detail(response));
    }
  }

  /** What the server has to say, as a problem (RFC 9457) or otherwise. */
  static String detail(HttpResponse<String> response) {
    try {
      String detail = JsonMapper.shared().readTree(response.body()).path("detail").asString("");
      if (!detail.isEmpty()) {
        return detail;
      }
    } catch (JacksonException noProblem) {
      // As below.
    }
    return "HTTP status " + response.statusCode();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
