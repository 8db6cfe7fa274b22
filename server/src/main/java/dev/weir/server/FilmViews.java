package dev.weir.server;

import dev.weir.gateway.http.AssetView;
import dev.weir.library.Asset;
import dev.weir.library.Downloads;
import dev.weir.library.Rendition;
import dev.weir.library.Rendition.Kind;
import dev.weir.library.Visibility;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.TrackLabel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the library knows of a film, as viewers are told of it. Pure. */
final class FilmViews {
  private FilmViews() {}

  /**
   * @param renditions all of them; those that are whole are told
   */
  static AssetView of(Asset asset, List<Rendition> renditions) {
    List<Rendition> ready =
        renditions.stream()
            .filter(rendition -> rendition.state() == Rendition.State.READY)
            .toList();
    return new AssetView(
        asset.id(),
        asset.visibility() == Visibility.PUBLIC
            ? AssetView.Visibility.PUBLIC
            : AssetView.Visibility.PRIVATE,
        ready.stream()
            .filter(rendition -> rendition.kind() != Kind.TEXT)
            .map(rendition -> new AssetView.Rendition(rendition.name(), label(rendition)))
            .toList(),
        ready.stream()
            .filter(rendition -> rendition.kind() == Kind.TEXT)
            .map(rendition -> new TextRendition(rendition.name(), label(rendition)))
            .toList(),
        asset.downloads() == Downloads.ALLOWED ? Optional.of(asset.title()) : Optional.empty(),
        0);
  }

  private static TrackLabel label(Rendition rendition) {
    return new TrackLabel(
        rendition.language().orElse(""),
        TrackNames.of(rendition),
        rendition.roles().stream().map(FilmViews::role).collect(Collectors.toUnmodifiableSet()));
  }

  private static TrackLabel.Role role(Rendition.Role role) {
    return switch (role) {
      case DEFAULT -> TrackLabel.Role.DEFAULT;
      case FORCED -> TrackLabel.Role.FORCED;
      case CAPTION -> TrackLabel.Role.CAPTION;
      case DESCRIPTION -> TrackLabel.Role.DESCRIPTION;
      case COMMENTARY -> TrackLabel.Role.COMMENTARY;
    };
  }
}
