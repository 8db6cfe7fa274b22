package dev.weir.gateway.http;

import dev.weir.packaging.TextRendition;
import dev.weir.packaging.TrackLabel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the library says of an asset that can be watched. Two that are equal have the same
 * playlists. Immutable.
 *
 * @param renditions those that are whole, in the order in which players are told of them
 * @param downloadName what a copy is called that viewers may keep; empty where the owner allows
 *     none
 * @param version changes when files have changed under the same names
 */
public record AssetView(
    String id,
    Visibility visibility,
    List<Rendition> renditions,
    List<TextRendition> texts,
    Optional<String> downloadName,
    long version) {
  /** Who may watch. */
  public enum Visibility {
    PUBLIC,
    PRIVATE
  }

  /** A rendition of pictures or sound. */
  public record Rendition(String name, TrackLabel label) {}

  public AssetView {
    renditions = List.copyOf(renditions);
    texts = List.copyOf(texts);
  }

  boolean isPublic() {
    return visibility == Visibility.PUBLIC;
  }

  List<String> names() {
    return renditions.stream().map(Rendition::name).toList();
  }

  Map<String, TrackLabel> labels() {
    return renditions.stream()
        .collect(Collectors.toMap(Rendition::name, Rendition::label, (first, _) -> first));
  }
}
