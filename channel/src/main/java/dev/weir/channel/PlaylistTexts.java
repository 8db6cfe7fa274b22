package dev.weir.channel;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.TextRendition;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.IFramePlaylist;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.packaging.hls.PlaylistPieces;
import dev.weir.packaging.hls.TextPlaylist;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The playlists and the manifest of one presentation, each written when it is first asked for and
 * then shared by all viewers. Thread-safe.
 */
public final class PlaylistTexts {
  private final Presentation presentation;
  private final KeptTexts kept;
  private final String query;
  private final ConcurrentMap<Key, Optional<Document>> written = new ConcurrentHashMap<>();

  /** Of a whole stream, with what was kept of the presentations before. */
  PlaylistTexts(Presentation presentation, KeptTexts kept) {
    this(presentation, kept, "");
  }

  /** Of a part of a stream, with which playlists ask for it by {@code query}. */
  PlaylistTexts(Presentation presentation, String query) {
    this(presentation, new KeptTexts(), query);
  }

  /** Of a film. */
  public static PlaylistTexts of(Presentation film) {
    return new PlaylistTexts(film, "");
  }

  private PlaylistTexts(Presentation presentation, KeptTexts kept, String query) {
    this.presentation = presentation;
    this.kept = kept;
    this.query = query;
  }

  /** Which text. */
  private sealed interface Key {
    record Multivariant() implements Key {}

    record Media(String rendition, PlaylistForm form) implements Key {}

    record IFrames(String rendition) implements Key {}

    record Subtitles() implements Key {}

    record Manifest() implements Key {}
  }

  /** HLS's multivariant playlist. */
  public Document multivariant() {
    return text(new Key.Multivariant()).orElseThrow();
  }

  /** HLS's media playlist; empty where there is no such rendition. */
  public Optional<Document> media(String rendition, PlaylistForm form) {
    return presentation.renditions().contains(rendition)
        ? text(new Key.Media(rendition, form))
        : Optional.empty();
  }

  /** HLS's I-frame playlist; empty where there is no such rendition of pictures. */
  public Optional<Document> iFrames(String rendition) {
    return IFramePlaylist.isFor(presentation, rendition)
        ? text(new Key.IFrames(rendition))
        : Optional.empty();
  }

  /** HLS's playlist of subtitles; empty where there are none of that name. */
  public Optional<Document> subtitles(String rendition) {
    return TextRendition.find(presentation, rendition).flatMap(_ -> text(new Key.Subtitles()));
  }

  /** DASH's manifest; empty where nothing is complete yet. */
  public Optional<Document> manifest() {
    return text(new Key.Manifest());
  }

  private Optional<Document> text(Key key) {
    return written.computeIfAbsent(key, this::write);
  }

  private Optional<Document> write(Key key) {
    return switch (key) {
      case Key.Multivariant() ->
          kept.multivariant(
              MultivariantPlaylist.version(presentation),
              () -> Optional.of(document(MultivariantPlaylist.write(presentation, query))));
      case Key.Media(var rendition, var form) -> Optional.of(writeMedia(rendition, form));
      case Key.IFrames(var rendition) ->
          Optional.of(document(IFramePlaylist.write(presentation, rendition)));
      case Key.Subtitles() -> Optional.of(document(TextPlaylist.write(presentation)));
      case Key.Manifest() ->
          kept.manifest(
              DashManifest.version(presentation),
              () -> DashManifest.write(presentation).map(PlaylistTexts::document));
    };
  }

  private Document writeMedia(String rendition, PlaylistForm form) {
    PlaylistPieces written = MediaPlaylist.pieces(presentation, rendition, form, query);
    var pieces = new ArrayList<TextPiece>();
    pieces.add(TextPiece.of(written.head()));
    if (!written.past().isEmpty()) {
      pieces.addAll(kept.past(rendition, written.past()));
      pieces.add(TextPiece.of(written.tail()));
    }
    return Document.of(pieces);
  }

  private static Document document(String text) {
    return Document.of(List.of(TextPiece.of(text)));
  }
}
