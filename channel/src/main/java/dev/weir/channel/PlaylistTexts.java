package dev.weir.channel;

import dev.weir.media.Bytes;
import dev.weir.media.TrackKind;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.IFramePlaylist;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The playlists and the manifest of one presentation, each written when it is first asked for and
 * then shared by all viewers. Thread-safe.
 */
public final class PlaylistTexts {
  private final Presentation presentation;
  private final String query;
  private final ConcurrentMap<Key, Optional<Document>> written = new ConcurrentHashMap<>();

  PlaylistTexts(Presentation presentation) {
    this(presentation, "");
  }

  /**
   * @param query with which playlists ask for this part of a stream; empty for the whole
   */
  PlaylistTexts(Presentation presentation, String query) {
    this.presentation = presentation;
    this.query = query;
  }

  /** Which text. */
  private sealed interface Key {
    record Multivariant() implements Key {}

    record Media(String rendition, PlaylistForm form) implements Key {}

    record IFrames(String rendition) implements Key {}

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
    return presentation
        .newestTrack(rendition)
        .filter(track -> track.track().kind() == TrackKind.VIDEO)
        .flatMap(_ -> text(new Key.IFrames(rendition)));
  }

  /** DASH's manifest; empty where nothing is complete yet. */
  public Optional<Document> manifest() {
    return text(new Key.Manifest());
  }

  private Optional<Document> text(Key key) {
    return written.computeIfAbsent(key, this::write);
  }

  private Optional<Document> write(Key key) {
    Optional<String> text =
        switch (key) {
          case Key.Multivariant() -> Optional.of(MultivariantPlaylist.write(presentation, query));
          case Key.Media(var rendition, var form) ->
              Optional.of(MediaPlaylist.write(presentation, rendition, form, query));
          case Key.IFrames(var rendition) ->
              Optional.of(IFramePlaylist.write(presentation, rendition));
          case Key.Manifest() -> DashManifest.write(presentation);
        };
    return text.map(written -> Bytes.wrap(written.getBytes(StandardCharsets.UTF_8)))
        .map(Document::new);
  }
}
