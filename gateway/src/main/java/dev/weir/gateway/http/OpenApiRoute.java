package dev.weir.gateway.http;

import dev.weir.channel.Document;
import dev.weir.media.Bytes;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the document of the API, OpenAPI 3.1, at {@code /api/v1/openapi.yaml} (its type is of RFC
 * 9512). Immutable.
 */
public final class OpenApiRoute implements HttpRoute {
  private static final String FILE = "openapi.yaml";
  private static final ApiOperations OPERATIONS = ApiOperations.of("GET /api/v1/" + FILE);

  private final Document document;

  private OpenApiRoute(Document document) {
    this.document = document;
  }

  /** Blocks. */
  public static OpenApiRoute load() throws IOException {
    try (@Nullable InputStream file = OpenApiRoute.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new IOException("this Weir was built without " + FILE);
      }
      return new OpenApiRoute(Document.of(Bytes.wrap(file.readAllBytes())));
    }
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
    Answers.document(request, "application/yaml", "public, max-age=300", document);
    return true;
  }
}
