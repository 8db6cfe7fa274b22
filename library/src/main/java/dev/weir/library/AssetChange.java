package dev.weir.library;

import java.util.Optional;

/** What the owner of a film wants to be otherwise; what is empty stays as it is. Immutable. */
public record AssetChange(
    Optional<String> title,
    Optional<Visibility> visibility,
    Optional<Downloads> downloads,
    Optional<Priority> priority) {}
