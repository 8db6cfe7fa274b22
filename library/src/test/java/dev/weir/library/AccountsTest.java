package dev.weir.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.library.Databases.Engine;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AccountsTest {
  private static final Account ADMIN = new Account("admin", "hash", 1_000, 1_000);

  @Parameter private Engine engine = Engine.SQLITE;
  @TempDir private Path folder;
  private Database database;
  private Accounts accounts;
  private Sessions sessions;
  private ApiTokens tokens;

  @BeforeEach
  void open() {
    database = Database.open(Databases.empty(engine, folder));
    accounts = new Accounts(database);
    sessions = new Sessions(database);
    tokens = new ApiTokens(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void addsAnAccountOnce() {
    assertThat(accounts.add(ADMIN)).isTrue();
    assertThat(accounts.add(new Account("admin", "other", 2_000, 2_000))).isFalse();

    assertThat(accounts.find("admin")).contains(ADMIN);
    assertThat(accounts.find("nobody")).isEmpty();
  }

  @Test
  void endsTheSessionsOfAPasswordThatIsNoMore() {
    accounts.add(ADMIN);
    sessions.add(session("a", 1_000), 10);

    assertThat(accounts.changePassword("admin", "new", 2_000)).isTrue();

    assertThat(accounts.find("admin")).contains(new Account("admin", "new", 1_000, 2_000));
    assertThat(sessions.find(sha256("a"), 1_001)).isEmpty();
    assertThat(accounts.changePassword("nobody", "new", 2_000)).isFalse();
  }

  @Test
  void findsASessionUntilItExpires() {
    accounts.add(ADMIN);
    sessions.add(session("a", 1_000), 10);

    assertThat(sessions.find(sha256("a"), 10_999)).contains(session("a", 1_000));
    assertThat(sessions.find(sha256("a"), 11_000)).isEmpty();
    assertThat(sessions.find(sha256("b"), 1_000)).isEmpty();

    sessions.extend(sha256("a"), 20_000);
    assertThat(sessions.find(sha256("a"), 19_999)).isPresent();

    sessions.remove(sha256("a"));
    assertThat(sessions.find(sha256("a"), 1_000)).isEmpty();
  }

  @Test
  void keepsTheNewestSessionsOfAnAccount() {
    accounts.add(ADMIN);
    sessions.add(session("a", 1_000), 2);
    sessions.add(session("b", 1_001), 2);
    sessions.add(session("c", 1_002), 2);

    assertThat(sessions.find(sha256("a"), 1_003)).isEmpty();
    assertThat(sessions.find(sha256("b"), 1_003)).isPresent();
    assertThat(sessions.find(sha256("c"), 1_003)).isPresent();
  }

  @Test
  void forgetsWhatHasExpired() {
    accounts.add(ADMIN);
    sessions.add(session("a", 1_000), 10);
    sessions.add(session("b", 11_000), 10);

    assertThat(sessions.find(sha256("a"), 1_000)).isEmpty();
  }

  @Test
  void keepsTokens() {
    accounts.add(ADMIN);
    var first = token("t1", 1_000);
    var second = token("t2", 2_000);

    assertThat(tokens.add(first)).isTrue();
    assertThat(tokens.add(second)).isTrue();

    assertThat(tokens.of("admin")).containsExactly(second, first);
    assertThat(tokens.find(sha256("t1"))).contains(first);
    tokens.use("t1", 3_000);
    assertThat(tokens.find(sha256("t1")).orElseThrow().usedMillis())
        .isEqualTo(OptionalLong.of(3_000));
    assertThat(tokens.remove("somebody", "t1")).isFalse();
    assertThat(tokens.remove("admin", "t1")).isTrue();
    assertThat(tokens.find(sha256("t1"))).isEmpty();
  }

  @Test
  void takesSoManyTokensAndNoMore() {
    accounts.add(ADMIN);
    for (int i = 0; i < ApiTokens.MOST; i++) {
      assertThat(tokens.add(token("t" + i, i))).isTrue();
    }

    assertThat(tokens.add(token("more", 1))).isFalse();
    assertThat(tokens.of("admin")).hasSize(ApiTokens.MOST);
  }

  @Test
  void refusesATokenOfNobody() {
    assertThat(tokens.add(token("t1", 1_000))).isFalse();
  }

  private static Session session(String secret, long createdMillis) {
    return new Session(sha256(secret), "admin", createdMillis, createdMillis + 10_000);
  }

  private static ApiToken token(String id, long createdMillis) {
    return new ApiToken(id, "admin", "of " + id, sha256(id), createdMillis, OptionalLong.empty());
  }

  /** Of the right length, and readable. */
  private static String sha256(String secret) {
    return secret + ".".repeat(64 - secret.length());
  }
}
