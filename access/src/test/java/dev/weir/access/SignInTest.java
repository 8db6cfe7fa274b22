package dev.weir.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.access.SignInResult.SignedIn;
import dev.weir.access.SignInResult.TooMany;
import dev.weir.access.SignInResult.Wrong;
import dev.weir.library.Accounts;
import dev.weir.library.ApiTokens;
import dev.weir.library.Database;
import dev.weir.library.DatabaseAddress;
import dev.weir.library.Sessions;
import dev.weir.testkit.ManualClock;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignInTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress THERE = InetAddress.ofLiteral("192.0.2.2");

  @TempDir private Path folder;
  private final ManualClock clock = new ManualClock(1_000_000);
  private Database database;
  private SignIn signIn;
  private String password;

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseAddress.Sqlite(folder.resolve("weir.db")));
    signIn =
        new SignIn(
            new Accounts(database),
            new Sessions(database),
            new ApiTokens(database),
            new SecureRandom(),
            clock);
    password = signIn.create("admin").orElseThrow();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void makesAnAccountOnce() {
    assertThat(password).matches("[a-z2-9]{5}(-[a-z2-9]{5}){3}");
    assertThat(signIn.create("admin")).isEmpty();
  }

  @Test
  void knowsABrowserAfterItHasSignedIn() {
    var signedIn = (SignedIn) signIn.signIn("admin", password, HERE);

    assertThat(signIn.bySession(signedIn.secret()))
        .contains(new Caller("admin", Caller.Proof.SESSION));
    assertThat(signedIn.toString()).doesNotContain(signedIn.secret());

    signIn.signOut(signedIn.secret());
    assertThat(signIn.bySession(signedIn.secret())).isEmpty();
  }

  @Test
  void aSessionLastsThirtyDaysFromItsLastUse() {
    String secret = ((SignedIn) signIn.signIn("admin", password, HERE)).secret();
    clock.advance(Duration.ofDays(29));
    assertThat(signIn.bySession(secret)).isPresent();
    clock.advance(Duration.ofDays(29));
    assertThat(signIn.bySession(secret)).isPresent();
    clock.advance(Duration.ofDays(31));
    assertThat(signIn.bySession(secret)).isEmpty();
  }

  @Test
  void saysNotWhetherNameOrPasswordIsWrong() {
    assertThat(signIn.signIn("admin", "guess", HERE)).isEqualTo(new Wrong());
    assertThat(signIn.signIn("nobody", password, HERE)).isEqualTo(new Wrong());
    assertThat(signIn.signIn("admin", "x".repeat(1_000_000), HERE)).isEqualTo(new Wrong());
  }

  @Test
  void slowsDownWhoGuesses() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn.signIn("admin", "guess", HERE)).isEqualTo(new Wrong());
    }

    assertThat(signIn.signIn("admin", password, HERE)).isEqualTo(new TooMany());
    assertThat(signIn.signIn("admin", password, THERE)).isInstanceOf(SignedIn.class);

    clock.advance(Duration.ofSeconds(31));
    assertThat(signIn.signIn("admin", password, HERE)).isInstanceOf(SignedIn.class);
  }

  @Test
  void forgivesWhoKnowsTheRightOne() {
    for (int i = 0; i < 20; i++) {
      signIn.signIn("admin", "guess", HERE);
      clock.advance(Duration.ofSeconds(1));
      if (i % 4 == 3) {
        assertThat(signIn.signIn("admin", password, HERE)).isInstanceOf(SignedIn.class);
      }
    }
  }

  @Test
  void knowsAProgramByItsToken() {
    String token = signIn.makeToken("admin", "backup").orElseThrow();

    assertThat(token).startsWith("wt_");
    assertThat(signIn.byToken(token)).contains(new Caller("admin", Caller.Proof.TOKEN));
    assertThat(signIn.byToken(token + "x")).isEmpty();
    assertThat(signIn.byToken("anything")).isEmpty();
    assertThat(signIn.bySession(token)).isEmpty();
  }
}
