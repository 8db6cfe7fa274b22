package dev.weir.library;

import java.util.Optional;

/**
 * Which films somebody asks for. Immutable.
 *
 * @param text that the title or the file's name has in it, whatever the case; empty for any
 * @param state empty for any
 * @param publicOnly whether private films, and those that cannot be watched, are left out
 * @param after behind which place; empty for the newest
 * @param limit how many at most
 */
public record AssetQuery(
    String text, Optional<AssetState> state, boolean publicOnly, Optional<Place> after, int limit) {

  /** Where a film stands among all, the newest first; also when it is there no more. Immutable. */
  public record Place(long createdMillis, String id) {
    private static final Place FIRST = new Place(Long.MAX_VALUE, "");

    public static Place of(Asset asset) {
      return new Place(asset.createdMillis(), asset.id());
    }
  }

  Place behind() {
    return after.orElse(Place.FIRST);
  }
}
