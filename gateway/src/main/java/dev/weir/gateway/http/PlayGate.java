package dev.weir.gateway.http;

import dev.weir.access.AccessRequest;
import dev.weir.access.Action;
import dev.weir.access.Authoriser;
import dev.weir.access.Decision;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Lets in who may play a stream, and tells the others why not. Thread-safe. */
final class PlayGate {
  private final Authoriser authoriser;
  private final TrustedProxies proxies;

  PlayGate(Authoriser authoriser, TrustedProxies proxies) {
    this.authoriser = authoriser;
    this.proxies = proxies;
  }

  /** Whether the request may go on; where it may not it has been answered. */
  boolean admits(HttpServerRequest request, StreamName stream) {
    Client client = proxies.clientOf(request);
    Decision decision =
        authoriser.authorise(
            new AccessRequest(
                Action.PLAY,
                Optional.of(stream.value()),
                Optional.empty(),
                client.address(),
                client.via()));
    if (decision instanceof Decision.Denied denied) {
      Answers.problem(request, 403, denied.explanation());
      return false;
    }
    return true;
  }
}
