package dev.weir.library;

import java.util.Optional;
import java.util.Set;

/**
 * What people and players are told of subtitles. Immutable.
 *
 * @param language of BCP 47
 * @param title what people read in a menu
 */
public record TextLabel(
    Optional<String> language, Optional<String> title, Set<Rendition.Role> roles) {
  public TextLabel {
    roles = Set.copyOf(roles);
  }
}
