package dev.weir.library;

import java.util.OptionalLong;

/**
 * What a program shows instead of a password. Immutable.
 *
 * @param title what it is for, in its owner's words
 * @param secretSha256 of its text, in hexadecimal
 * @param createdMillis since 1970, in UTC
 * @param usedMillis when it was used last, to a few minutes; empty where it never was
 */
public record ApiToken(
    String id,
    String account,
    String title,
    String secretSha256,
    long createdMillis,
    OptionalLong usedMillis) {}
