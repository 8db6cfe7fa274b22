package dev.weir.gateway.http;

import dev.weir.channel.health.Examination;
import dev.weir.channel.health.StreamHealth;
import dev.weir.stream.StreamName;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /api/v1/live/NAME/health}: how a stream comes in, second by second for ten minutes,
 * and what is to be made of it. Whoever may know that a stream is on may know this: it names no
 * publisher. Thread-safe.
 */
public final class HealthRoute implements HttpRoute {
  private static final ApiOperations OPERATIONS =
      ApiOperations.of("GET /api/v1/live/{name}/health");

  private static final int LONGEST_NUMBER = 12;

  private final StreamHealth health;

  public HealthRoute(StreamHealth health) {
    this.health = health;
  }

  @Override
  public ApiOperations operations() {
    return OPERATIONS;
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    if (!OPERATIONS.areAt(path)) {
      return false;
    }
    OptionalLong since = since(request);
    Optional<Examination> examination = StreamName.parse(path.at(3)).flatMap(health::of);
    if (since.isEmpty()) {
      Answers.problem(
          request, 400, "since is the number of a second, as in an earlier answer's next.");
    } else if (examination.isEmpty()) {
      Answers.problem(request, 404, "This stream is not on air.");
    } else {
      Answers.json(request, HealthJson.of(path.at(3), examination.get(), since.getAsLong()));
    }
    return true;
  }

  /** 0 where it is not said; empty where it is no number. */
  private static OptionalLong since(HttpServerRequest request) {
    @Nullable String text = request.getParam("since");
    if (text == null) {
      return OptionalLong.of(0);
    }
    boolean isNumber = text.length() <= LONGEST_NUMBER && text.matches("[0-9]+");
    return isNumber ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
