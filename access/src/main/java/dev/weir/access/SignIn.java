package dev.weir.access;

import dev.weir.library.Account;
import dev.weir.library.Accounts;
import dev.weir.library.ApiToken;
import dev.weir.library.ApiTokens;
import dev.weir.library.Session;
import dev.weir.library.Sessions;
import dev.weir.media.Clock;
import dev.weir.media.MediaTime;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows people by their password, their browsers by a session, and programs by a token. Passwords
 * are tried slowly: five at once for an address, then one in half a minute. A session lasts 30 days
 * from when it was used last. Thread-safe; blocks.
 */
public final class SignIn {
  private static final int PASSWORD_BURST = 5;
  private static final Duration PER_WRONG_PASSWORD = Duration.ofSeconds(30);
  private static final int MOST_TRACKED_ADDRESSES = 100_000;

  private static final long SESSION_MILLIS = Duration.ofDays(30).toMillis();

  /** A session is written anew so seldom. */
  private static final long EXTENSION_MILLIS = Duration.ofHours(1).toMillis();

  private static final int MOST_SESSIONS = 100;
  private static final long USE_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Of no password; looked at where there is no such account, so that the time tells nothing. */
  private static final String NOBODYS_HASH =
      "$argon2id$v=19$m=19456,t=2,p=1$c2FsdCBvZiBub2JvZHk$"
          + "bm9ib2R5IGtub3dzIHdoYXQgdGhpcyBoYXNoIGlzIG9mISE";

  private static final int SECRET_BYTES = 32;
  private static final int ID_BYTES = 9;

  /** Shows what a text is to whoever finds one, and to programs that look for them. */
  private static final String TOKEN_PREFIX = "wt_";

  private final Accounts accounts;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final Passwords passwords;
  private final SecureRandom random;
  private final Clock clock;

  /** Guards the failures. */
  private final ReentrantLock lock = new ReentrantLock();

  private final FailureBudget failures =
      new FailureBudget(PASSWORD_BURST, PER_WRONG_PASSWORD, MOST_TRACKED_ADDRESSES);

  public SignIn(
      Accounts accounts, Sessions sessions, ApiTokens tokens, SecureRandom random, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.random = random;
    this.clock = clock;
    passwords = new Passwords(random);
  }

  /** Makes {@code account} with a password of ours, unless it is there: the password then. */
  public Optional<String> create(String account) {
    if (accounts.find(account).isPresent()) {
      return Optional.empty();
    }
    String password = passwords.make();
    long nowMillis = clock.wallMillis();
    return accounts.add(new Account(account, passwords.hash(password), nowMillis, nowMillis))
        ? Optional.of(password)
        : Optional.empty();
  }

  /** Gives an account a password of ours, and ends its sessions; the password, if there is one. */
  public Optional<String> resetPassword(String account) {
    String password = passwords.make();
    return accounts.changePassword(account, passwords.hash(password), clock.wallMillis())
        ? Optional.of(password)
        : Optional.empty();
  }

  public SignInResult signIn(String name, String password, InetAddress remote) {
    if (!mayTry(remote)) {
      return new SignInResult.TooMany();
    }
    if (!isPasswordOf(name, password)) {
      return new SignInResult.Wrong();
    }
    forgive(remote);
    return open(name);
  }

  private boolean isPasswordOf(String name, String password) {
    Optional<Account> account = accounts.find(name);
    String hash = account.map(Account::passwordHash).orElse(NOBODYS_HASH);
    return passwords.matches(password, hash) && account.isPresent();
  }

  /** Gives an account another password, and ends all of its sessions. */
  public PasswordChange changePassword(
      String name, String current, String next, InetAddress remote) {
    if (!Passwords.isFit(next)) {
      return PasswordChange.UNFIT;
    }
    if (!mayTry(remote)) {
      return PasswordChange.TOO_MANY;
    }
    if (!isPasswordOf(name, current)) {
      return PasswordChange.WRONG;
    }
    forgive(remote);
    accounts.changePassword(name, passwords.hash(next), clock.wallMillis());
    return PasswordChange.CHANGED;
  }

  /** What became of the wish for another password. */
  public enum PasswordChange {
    CHANGED,
    /** The current one is another. */
    WRONG,
    /** Too many were wrong from that address; this one was not looked at. */
    TOO_MANY,
    /** The new one is too short or too long. */
    UNFIT
  }

  /** Each attempt counts as wrong until it is known to be right: many at once are many. */
  private boolean mayTry(InetAddress remote) {
    long nowNanos = clock.monotonicNanos();
    lock.lock();
    try {
      if (failures.isSpent(remote, nowNanos)) {
        return false;
      }
      failures.fail(remote, nowNanos);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void forgive(InetAddress remote) {
    lock.lock();
    try {
      failures.forgive(remote);
    } finally {
      lock.unlock();
    }
  }

  private SignInResult open(String account) {
    String secret = secret();
    long nowMillis = clock.wallMillis();
    long expiresMillis = nowMillis + SESSION_MILLIS;
    sessions.add(
        new Session(Secret.of(secret).hex(), account, nowMillis, expiresMillis), MOST_SESSIONS);
    return new SignInResult.SignedIn(account, secret, expiresMillis);
  }

  private String secret() {
    return random(SECRET_BYTES);
  }

  private String random(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /** Whose browser it is that shows {@code secret}. */
  public Optional<Caller> bySession(String secret) {
    long nowMillis = clock.wallMillis();
    Optional<Session> session = sessions.find(Secret.of(secret).hex(), nowMillis);
    session.ifPresent(known -> extend(known, nowMillis + SESSION_MILLIS));
    return session.map(known -> new Caller(known.account(), Caller.Proof.SESSION));
  }

  private void extend(Session session, long expiresMillis) {
    if (expiresMillis - session.expiresMillis() >= EXTENSION_MILLIS) {
      sessions.extend(session.secretSha256(), expiresMillis);
    }
  }

  public void signOut(String secret) {
    sessions.remove(Secret.of(secret).hex());
  }

  /** Whose program it is that shows {@code secret}. */
  public Optional<Caller> byToken(String secret) {
    if (!secret.startsWith(TOKEN_PREFIX)) {
      return Optional.empty();
    }
    Optional<ApiToken> token = tokens.find(Secret.of(secret).hex());
    token.ifPresent(this::noteUse);
    return token.map(known -> new Caller(known.account(), Caller.Proof.TOKEN));
  }

  private void noteUse(ApiToken token) {
    long nowMillis = clock.wallMillis();
    OptionalLong used = token.usedMillis();
    if (used.isEmpty() || nowMillis - used.getAsLong() >= USE_MILLIS) {
      tokens.use(token.id(), nowMillis);
    }
  }

  /** Makes a token; its text, which cannot be had again, or none where there are too many. */
  public Optional<String> makeToken(String account, String title) {
    String secret = TOKEN_PREFIX + secret();
    var token =
        new ApiToken(
            random(ID_BYTES),
            account,
            title,
            Secret.of(secret).hex(),
            clock.wallMillis(),
            OptionalLong.empty());
    return tokens.add(token) ? Optional.of(secret) : Optional.empty();
  }

  /** Those of an account, the newest first. */
  public List<ApiToken> tokens(String account) {
    return tokens.of(account);
  }

  /** Takes a token of an account away; whether there was one. */
  public boolean removeToken(String account, String id) {
    return tokens.remove(account, id);
  }

  /** How long a session lasts that nobody uses. */
  public long sessionSeconds() {
    return SESSION_MILLIS / MediaTime.MILLIS_PER_SECOND;
  }
}
