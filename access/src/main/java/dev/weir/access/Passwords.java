package dev.weir.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.concurrent.Semaphore;

/**
 * Passwords as Argon2id, RFC 9106, with the parameters that OWASP's password storage cheat sheet
 * names first: 19 MiB, two passes. A hash takes some tens of milliseconds of a core, so a few are
 * made at a time and the others wait. Thread-safe; blocks.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int MOST_AT_ONCE = 2;

  private static final int LEAST_CHARACTERS = 10;

  /** Longer ones cost us and help nobody. */
  static final int MOST_CHARACTERS = 200;

  /** Neither 0 and O nor 1, I and l: a password is read from a log and typed. */
  private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP_CHARACTERS = 5;

  private final Argon2Function function =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final SecureRandom random;

  public Passwords(SecureRandom random) {
    this.random = random;
  }

  /** Whether somebody may choose it: nobody guesses it at the pace at which we listen. */
  static boolean isFit(String password) {
    return password.length() >= LEAST_CHARACTERS && password.length() <= MOST_CHARACTERS;
  }

  /** A new one of 100 random bits, as four groups to type. */
  public String make() {
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP_CHARACTERS; i++) {
      if (i > 0 && i % GROUP_CHARACTERS == 0) {
        text.append('-');
      }
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** What to keep of {@code password}: algorithm, parameters, salt and hash in one text. */
  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    places.acquireUninterruptibly();
    try {
      return Password.hash(password).addSalt(salt).with(function).getResult();
    } finally {
      places.release();
    }
  }

  /** Whether {@code hash} was made of {@code password}. */
  public boolean matches(String password, String hash) {
    if (password.length() > MOST_CHARACTERS) {
      return false;
    }
    places.acquireUninterruptibly();
    try {
      return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    } finally {
      places.release();
    }
  }
}
