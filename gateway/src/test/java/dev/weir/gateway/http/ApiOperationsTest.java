package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiOperationsTest {
  private final ApiOperations operations =
      ApiOperations.of("GET /a/b", "GET /a/b/{id}", "DELETE /a/b/{id}", "POST /a/b/{id}/c");

  @ParameterizedTest
  @CsvSource({
    "GET, /a/b, GET /a/b",
    "HEAD, /a/b, GET /a/b",
    "GET, /a/b/x, GET /a/b/{id}",
    "DELETE, /a/b/x, DELETE /a/b/{id}",
    "POST, /a/b/x/c, POST /a/b/{id}/c",
    "DELETE, /a/b, ''",
    "POST, /a/b/x/d, ''",
    "GET, /a, ''",
    "GET, /, ''"
  })
  void findsWhatIsAskedFor(String method, String path, String operation) {
    assertThat(operations.find(method, at(path)).orElse("")).isEqualTo(operation);
  }

  @Test
  void tellsTheMethodsOfAnAddress() {
    assertThat(operations.methodsAt(at("/a/b/x"))).isEqualTo("GET, HEAD, DELETE, OPTIONS");
    assertThat(operations.areAt(at("/a/b/x/c"))).isTrue();
    assertThat(operations.areAt(at("/a/b/x/d"))).isFalse();
  }

  private static RequestPath at(String path) {
    return RequestPath.parse(path).orElseThrow();
  }
}
