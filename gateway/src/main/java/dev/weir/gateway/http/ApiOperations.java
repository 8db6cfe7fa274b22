package dev.weir.gateway.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a route of the API can be asked: methods, each with the address that it is for, as in {@code
 * GET /api/v1/assets/{id}}. The API's document says the same, which a test holds. Immutable.
 */
public final class ApiOperations {
  static final ApiOperations NONE = of();

  private final List<Operation> operations;

  /** {@code text} is the whole of it; a segment in braces stands for any. */
  private record Operation(String text, String method, List<String> segments) {
    static Operation parse(String text) {
      String[] methodAndPath = text.split(" /", 2);
      return new Operation(text, methodAndPath[0], List.of(methodAndPath[1].split("/", -1)));
    }

    boolean isAt(RequestPath path) {
      return segments.size() == path.size()
          && Stream.iterate(0, i -> i + 1)
              .limit(segments.size())
              .allMatch(i -> segments.get(i).startsWith("{") || segments.get(i).equals(path.at(i)));
    }
  }

  private ApiOperations(List<Operation> operations) {
    this.operations = operations;
  }

  static ApiOperations of(String... texts) {
    return new ApiOperations(Arrays.stream(texts).map(Operation::parse).toList());
  }

  /** All of them, in their own words. */
  public List<String> all() {
    return operations.stream().map(Operation::text).toList();
  }

  /** Whether there is one at {@code path}, of whatever method. */
  boolean areAt(RequestPath path) {
    return operations.stream().anyMatch(operation -> operation.isAt(path));
  }

  /** The one that is asked for, in its own words; HEAD asks as GET does where it is not said. */
  Optional<String> find(String method, RequestPath path) {
    Optional<String> found =
        operations.stream()
            .filter(operation -> operation.method.equals(method) && operation.isAt(path))
            .map(Operation::text)
            .findFirst();
    return found.isEmpty() && method.equals("HEAD") ? find("GET", path) : found;
  }

  /** Whether a route that answers by {@link #answer} takes this; any may ask by OPTIONS. */
  boolean take(HttpMethod method, RequestPath path) {
    return areAt(path) && !method.equals(HttpMethod.OPTIONS);
  }

  /**
   * Hands the one that is asked for to {@code known}, or says which methods are known there;
   * whether the address is one of these.
   */
  boolean answer(HttpServerRequest request, RequestPath path, Consumer<String> known) {
    if (!areAt(path)) {
      return false;
    }
    find(request.method().name(), path)
        .ifPresentOrElse(known, () -> Answers.methodNotAllowed(request, methodsAt(path)));
    return true;
  }

  /** The methods that are known at {@code path}, as the header {@code Allow} lists them. */
  String methodsAt(RequestPath path) {
    return Stream.concat(
            operations.stream()
                .filter(operation -> operation.isAt(path))
                .flatMap(operation ->
                    operation.method.equals("GET")
                        ? Stream.of("GET", "HEAD")
                        : Stream.of(operation.method)),
            Stream.of("OPTIONS"))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
