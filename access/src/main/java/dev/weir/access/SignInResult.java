package dev.weir.access;

/** What became of a sign-in. Immutable. */
public sealed interface SignInResult {
  /**
   * It is who it says.
   *
   * @param secret what the browser has to show from now on
   * @param expiresMillis since 1970, in UTC: how long for
   */
  record SignedIn(String account, String secret, long expiresMillis) implements SignInResult {
    /** Without the secret. */
    @Override
    public String toString() {
      return account;
    }
  }

  /** Name or password is wrong; which of them is not said. */
  record Wrong() implements SignInResult {}

  /** Too many were wrong from this address; what this one was has not been looked at. */
  record TooMany() implements SignInResult {}
}
