package dev.weir.library;

import java.util.Optional;

/**
 * Which films somebody asks for. Immutable.
 *
 * @param text that the title or the file's name has in it, whatever the case; empty for any
 * @param state empty for any
 * @param publicOnly whether private films, and those that cannot be watched, are left out
 * @param after the last one that was told before; empty for the newest
 * @param limit how many at most
 */
public record AssetQuery(
    String text,
    Optional<AssetState> state,
    boolean publicOnly,
    Optional<String> after,
    int limit) {}
