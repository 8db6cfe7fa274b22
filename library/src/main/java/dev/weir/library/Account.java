package dev.weir.library;

/**
 * Somebody who may sign in. Immutable.
 *
 * @param passwordHash with its algorithm, parameters and salt
 * @param createdMillis since 1970, in UTC
 * @param changedMillis when the password was set last
 */
public record Account(String name, String passwordHash, long createdMillis, long changedMillis) {
  /** Without the hash. */
  @Override
  public String toString() {
    return name;
  }
}
