package dev.weir.library;

/**
 * A browser that has signed in. Immutable.
 *
 * @param secretSha256 of what the browser shows, in hexadecimal
 * @param createdMillis since 1970, in UTC
 * @param expiresMillis from when on it is none
 */
public record Session(
    String secretSha256, String account, long createdMillis, long expiresMillis) {}
