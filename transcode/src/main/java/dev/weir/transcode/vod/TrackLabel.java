package dev.weir.transcode.vod;

import dev.weir.library.Rendition.Role;
import java.util.Set;

/**
 * What people read of a track. Immutable.
 *
 * @param language ISO 639-2 or BCP 47, as the file has it; {@code und} where it does not say
 * @param title empty where there is none
 * @param roles as the file has them: any number of tracks may be the default
 */
public record TrackLabel(String language, String title, Set<Role> roles) {
  public TrackLabel {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
