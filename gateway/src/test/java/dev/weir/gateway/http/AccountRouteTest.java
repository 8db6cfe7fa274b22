package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountRouteTest {
  @TempDir private Path folder;
  private ApiServer server;

  @BeforeEach
  void open() throws IOException {
    server = new ApiServer(folder);
    server.listen(List.of(new AccountRoute(server.calls)));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aBrowserSignsInAndOut() throws Exception {
    assertThat(send(request("session")).statusCode()).isEqualTo(401);

    var signedIn = signIn(server.password);

    assertThat(signedIn.statusCode()).isEqualTo(200);
    String setCookie = signedIn.headers().firstValue("set-cookie").orElseThrow();
    assertThat(setCookie).contains("HTTPOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000");
    String cookie = cookieOf(signedIn);
    assertThat(send(request("session").header("Cookie", cookie)).body())
        .isEqualTo("{\"account\":\"admin\"}");

    var signedOut =
        send(
            request("session")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());

    assertThat(signedOut.statusCode()).isEqualTo(204);
    assertThat(send(request("session").header("Cookie", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void aCookieThatIsUsedLastsLonger() throws Exception {
    String cookie = cookieOf(signIn(server.password));
    server.clock.advance(Duration.ofDays(29));

    var used = send(request("session").header("Cookie", cookie));

    assertThat(cookieOf(used)).isEqualTo(cookie);
    assertThat(used.headers().firstValue("set-cookie").orElseThrow()).contains("Max-Age=2592000");
    server.clock.advance(Duration.ofDays(29));
    assertThat(send(request("session").header("Cookie", cookie)).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongPasswordsAreSlowedDown() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("wrong").statusCode()).isEqualTo(401);
    }

    assertThat(signIn(server.password).statusCode()).isEqualTo(429);
    server.clock.advance(Duration.ofSeconds(30));
    assertThat(signIn(server.password).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"name\":\"admin\"}",
        "{\"name\":null,\"password\":\"x\"}",
        "{\"name\":\"a\",\"password\":\"b\",\"more\":1}",
        "{\"name\":\"a\",\"password\":\"b\"} x"
      })
  void whatIsNoSignInIsABadRequest(String body) throws Exception {
    var answer = send(request("session").POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("The body is not the JSON that belongs here");
  }

  @Test
  void aBodyThatIsTooLongIsRefused() throws Exception {
    var answer = send(request("session").POST(BodyPublishers.ofString("x".repeat(70_000))));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void secretsAreNotTakenWhereOthersCouldReadThem() throws Exception {
    String cookie = cookieOf(signIn(server.password));

    assertThat(
            send(signInRequest(server.password)
                    .header("X-Forwarded-For", "203.0.113.5")
                    .header("X-Forwarded-Proto", "https"))
                .statusCode())
        .as("a proxy that nobody has named")
        .isEqualTo(403);
    assertThat(
            send(request("session")
                    .header("Cookie", cookie)
                    .header("X-Forwarded-For", "203.0.113.5"))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() throws Exception {
    String cookie = cookieOf(signIn(server.password));

    for (String[] header :
        new String[][] {
          {"Sec-Fetch-Site", "cross-site"},
          {"Sec-Fetch-Site", "same-site"},
          {"Origin", "https://evil.example"},
          {"Origin", "null"},
          {"X-Nothing", "neither"}
        }) {
      var answer =
          send(
              request("tokens")
                  .header("Cookie", cookie)
                  .header(header[0], header[1])
                  .POST(BodyPublishers.ofString("{\"title\":\"t\"}")));
      assertThat(answer.statusCode()).as(String.join(": ", header)).isEqualTo(403);
    }
    var own =
        send(
            request("tokens")
                .header("Cookie", cookie)
                .header("Origin", "http://127.0.0.1:" + server.port())
                .POST(BodyPublishers.ofString("{\"title\":\"t\"}")));
    assertThat(own.statusCode()).isEqualTo(201);
  }

  @Test
  void aProgramHasAToken() throws Exception {
    String cookie = cookieOf(signIn(server.password));
    var made =
        send(
            request("tokens")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("{\"title\":\"importer\"}")));
    String token = made.body().replaceAll(".*\"(wt_[^\"]+)\".*", "$1");
    String bearer = "Bearer " + token;

    var known = send(request("session").header("Authorization", bearer));
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.headers().firstValue("set-cookie")).isEmpty();
    String list = send(request("tokens").header("Authorization", bearer)).body();
    assertThat(list).contains("\"title\":\"importer\"").doesNotContain(token);

    String id = list.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    var removed = send(request("tokens/" + id).header("Authorization", bearer).DELETE());
    assertThat(removed.statusCode()).isEqualTo(204);
    assertThat(send(request("session").header("Authorization", bearer)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void anotherPasswordEndsAllSessions() throws Exception {
    String cookie = cookieOf(signIn(server.password));
    String next = "a longer one of mine";

    assertThat(changePassword(cookie, "wrong", next).statusCode()).isEqualTo(403);
    assertThat(changePassword(cookie, server.password, "short").statusCode()).isEqualTo(400);
    assertThat(changePassword(cookie, server.password, next).statusCode()).isEqualTo(204);

    assertThat(send(request("session").header("Cookie", cookie)).statusCode()).isEqualTo(401);
    assertThat(signIn(server.password).statusCode()).isEqualTo(401);
    assertThat(signIn(next).statusCode()).isEqualTo(200);
  }

  @Test
  void tellsWhichMethodsItDoesNotKnow() throws Exception {
    assertThat(send(request("session").PUT(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(405);
    assertThat(send(request("tokens/x").POST(BodyPublishers.ofString("{}"))).statusCode())
        .isEqualTo(405);
  }

  private HttpResponse<String> changePassword(String cookie, String current, String next)
      throws Exception {
    return send(
        request("password")
            .header("Cookie", cookie)
            .header("Sec-Fetch-Site", "same-origin")
            .PUT(
                BodyPublishers.ofString(
                    "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(current, next))));
  }

  private HttpResponse<String> signIn(String with) throws Exception {
    return send(signInRequest(with));
  }

  private HttpRequest.Builder signInRequest(String with) {
    return request("session")
        .POST(BodyPublishers.ofString("{\"name\":\"admin\",\"password\":\"%s\"}".formatted(with)));
  }

  private static String cookieOf(HttpResponse<String> answer) {
    String setCookie = answer.headers().firstValue("set-cookie").orElseThrow();
    return setCookie.substring(0, setCookie.indexOf(';'));
  }

  private HttpRequest.Builder request(String path) {
    return server.request("/api/v1/" + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return server.send(request);
  }
}
