package dev.weir.gateway.http;

import dev.weir.access.Caller;
import dev.weir.media.Bytes;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request to the API with all of its body. Immutable.
 *
 * @param caller who asks, where that is known
 */
record ApiCall(HttpServerRequest request, Client client, Optional<Caller> caller, Bytes body) {
  private static final String NOT_THAT_JSON = "The body is not the JSON that belongs here: ";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Who asks; a problem where that is nobody whom we know. */
  Caller signedIn() throws ProblemException {
    return caller.orElseThrow(ApiCall::notSignedIn);
  }

  static ProblemException notSignedIn() {
    return new ProblemException(
        401,
        "Sign in at /console, or send a token: Authorization: Bearer wt_…"
            + " (the console makes them).");
  }

  /** The body as JSON of that shape. */
  <T> T json(Class<T> shape) throws ProblemException {
    try {
      @Nullable T value = JSON.readValue(body.toArray(), shape);
      if (value == null) {
        throw new ProblemException(400, NOT_THAT_JSON + "null");
      }
      return value;
    } catch (JacksonException malformed) {
      throw new ProblemException(400, NOT_THAT_JSON + malformed.getOriginalMessage());
    }
  }
}
