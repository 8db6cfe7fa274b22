package dev.weir.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
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
  private final ManualClock clock = new ManualClock(LiveServer.START_MILLIS);
  private final HttpClient client = HttpClient.newHttpClient();
  private Database database;
  private Loops loops;
  private HttpListener listener;
  private String password;

  @BeforeEach
  void open() throws IOException {
    database = Database.open(new DatabaseAddress.Sqlite(folder.resolve("library.db")));
    var signIn =
        new SignIn(
            new Accounts(database),
            new Sessions(database),
            new ApiTokens(database),
            new SecureRandom(),
            clock);
    password = signIn.create("admin").orElseThrow();
    var proxies = new TrustedProxies(List.of(CidrBlock.parse("192.0.2.1/32")));
    var route = new AccountRoute(new ApiCalls(new ApiGate(() -> signIn, proxies)));
    loops = Loops.start(1);
    listener = HttpListener.plain(loops, LiveServer.OPTIONS, new HttpGateway(List.of(route)));
  }

  @AfterEach
  void close() {
    listener.close(Duration.ZERO);
    loops.close();
    database.close();
  }

  @Test
  void aBrowserSignsInAndOut() throws Exception {
    assertThat(send(request("session")).statusCode()).isEqualTo(401);

    var signedIn = signIn(password);

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
  void wrongPasswordsAreSlowedDown() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn("wrong").statusCode()).isEqualTo(401);
    }

    assertThat(signIn(password).statusCode()).isEqualTo(429);
    clock.advance(Duration.ofSeconds(30));
    assertThat(signIn(password).statusCode()).isEqualTo(200);
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
    String cookie = cookieOf(signIn(password));

    assertThat(
            send(signInRequest(password)
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
    String cookie = cookieOf(signIn(password));

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
                .header("Origin", "http://127.0.0.1:" + listener.boundPort())
                .POST(BodyPublishers.ofString("{\"title\":\"t\"}")));
    assertThat(own.statusCode()).isEqualTo(201);
  }

  @Test
  void aProgramHasAToken() throws Exception {
    String cookie = cookieOf(signIn(password));
    var made =
        send(
            request("tokens")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("{\"title\":\"importer\"}")));
    String token = made.body().replaceAll(".*\"(wt_[^\"]+)\".*", "$1");
    String bearer = "Bearer " + token;

    assertThat(send(request("session").header("Authorization", bearer)).statusCode())
        .isEqualTo(200);
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
    String cookie = cookieOf(signIn(password));
    String next = "a longer one of mine";

    assertThat(changePassword(cookie, "wrong", next).statusCode()).isEqualTo(403);
    assertThat(changePassword(cookie, password, "short").statusCode()).isEqualTo(400);
    assertThat(changePassword(cookie, password, next).statusCode()).isEqualTo(204);

    assertThat(send(request("session").header("Cookie", cookie)).statusCode()).isEqualTo(401);
    assertThat(signIn(password).statusCode()).isEqualTo(401);
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
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + listener.boundPort() + "/api/v1/" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
