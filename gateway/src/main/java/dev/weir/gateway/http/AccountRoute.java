package dev.weir.gateway.http;

import dev.weir.access.Caller;
import dev.weir.access.SignInResult;
import dev.weir.library.ApiToken;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signing in and out, the password, and tokens for programs: {@code /api/v1/session}, {@code
 * /api/v1/password}, {@code /api/v1/tokens}. Thread-safe.
 */
public final class AccountRoute implements HttpRoute {
  private static final int MOST_TITLE_CHARACTERS = 100;

  private static final ApiOperations OPERATIONS =
      ApiOperations.of(
          "GET /api/v1/session",
          "POST /api/v1/session",
          "DELETE /api/v1/session",
          "PUT /api/v1/password",
          "GET /api/v1/tokens",
          "POST /api/v1/tokens",
          "DELETE /api/v1/tokens/{id}");

  private final ApiCalls calls;

  public AccountRoute(ApiCalls calls) {
    this.calls = calls;
  }

  record SignInJson(String name, String password) {}

  record SessionJson(String account) {}

  record PasswordJson(String current, String next) {}

  record TitleJson(String title) {}

  record NewTokenJson(String token) {}

  record TokenJson(String id, String title, String createdAt, @Nullable String usedAt) {}

  record TokensJson(List<TokenJson> tokens) {}

  @Override
  public ApiOperations operations() {
    return OPERATIONS;
  }

  @Override
  public boolean takes(HttpMethod method, RequestPath path) {
    return OPERATIONS.take(method, path);
  }

  @Override
  public boolean handle(HttpServerRequest request, RequestPath path) {
    return OPERATIONS.answer(request, path, operation -> calls.run(request, work(operation, path)));
  }

  private ApiCalls.Work work(String operation, RequestPath path) {
    return switch (operation) {
      case "GET /api/v1/session" -> this::session;
      case "POST /api/v1/session" -> this::signIn;
      case "DELETE /api/v1/session" -> this::signOut;
      case "PUT /api/v1/password" -> this::changePassword;
      case "GET /api/v1/tokens" -> this::tokens;
      case "POST /api/v1/tokens" -> this::makeToken;
      case "DELETE /api/v1/tokens/{id}" -> call -> removeToken(call, path.at(3));
      default -> throw new IllegalArgumentException(operation);
    };
  }

  /** The session has just been used: the browser's cookie is to last as long as it. */
  private ApiReply session(ApiCall call) throws ProblemException {
    Caller caller = call.signedIn();
    return request -> {
      if (caller.proof() == Caller.Proof.SESSION) {
        calls.gate().rememberLonger(request);
      }
      Answers.json(request, new SessionJson(caller.account()));
    };
  }

  private ApiReply signIn(ApiCall call) throws ProblemException {
    calls.gate().requireConfidential(call.request());
    if (call.request().getHeader("Origin") != null) {
      ApiGate.requireOwnPage(call.request());
    }
    SignInJson wanted = call.json(SignInJson.class);
    SignInResult result =
        calls.gate().signIn().signIn(wanted.name(), wanted.password(), call.client().address());
    return switch (result) {
      case SignInResult.SignedIn signedIn ->
          request -> {
            calls.gate().remember(request, signedIn.secret());
            Answers.json(request, new SessionJson(signedIn.account()));
          };
      case SignInResult.Wrong() -> ApiReply.problem(401, "Name or password is wrong.");
      case SignInResult.TooMany() ->
          ApiReply.problem(429, "Too many wrong passwords from your address; wait a minute.");
    };
  }

  private ApiReply signOut(ApiCall call) {
    ApiGate.session(call.request()).ifPresent(calls.gate().signIn()::signOut);
    return request -> {
      calls.gate().forget(request);
      Answers.done(request);
    };
  }

  /** Ends all sessions, also the one that asks: whoever knows the old password is out. */
  private ApiReply changePassword(ApiCall call) throws ProblemException {
    Caller caller = call.signedIn();
    PasswordJson wanted = call.json(PasswordJson.class);
    return switch (calls
        .gate()
        .signIn()
        .changePassword(
            caller.account(), wanted.current(), wanted.next(), call.client().address())) {
      case CHANGED ->
          request -> {
            calls.gate().forget(request);
            Answers.done(request);
          };
      case WRONG -> ApiReply.problem(403, "The current password is wrong.");
      case TOO_MANY ->
          ApiReply.problem(429, "Too many wrong passwords from your address; wait a minute.");
      case UNFIT -> ApiReply.problem(400, "A password has 10 to 200 characters.");
    };
  }

  private ApiReply tokens(ApiCall call) throws ProblemException {
    List<TokenJson> tokens =
        calls.gate().signIn().tokens(call.signedIn().account()).stream()
            .map(AccountRoute::toJson)
            .toList();
    return ApiReply.json(new TokensJson(tokens));
  }

  private static TokenJson toJson(ApiToken token) {
    @Nullable String used =
        token.usedMillis().isPresent() ? text(token.usedMillis().getAsLong()) : null;
    return new TokenJson(token.id(), token.title(), text(token.createdMillis()), used);
  }

  private static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  private ApiReply makeToken(ApiCall call) throws ProblemException {
    String account = call.signedIn().account();
    String title = call.json(TitleJson.class).title().strip();
    if (title.isEmpty() || title.length() > MOST_TITLE_CHARACTERS) {
      throw new ProblemException(400, "A token's title has 1 to 100 characters.");
    }
    String token =
        calls
            .gate()
            .signIn()
            .makeToken(account, title)
            .orElseThrow(() -> new ProblemException(409, "There are too many; remove some first."));
    return ApiReply.created(new NewTokenJson(token));
  }

  private ApiReply removeToken(ApiCall call, String id) throws ProblemException {
    if (!calls.gate().signIn().removeToken(call.signedIn().account(), id)) {
      throw new ProblemException(404, "There is no such token.");
    }
    return ApiReply.done();
  }
}
