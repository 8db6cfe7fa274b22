package dev.weir.channel.timeline;

import dev.weir.packaging.Presentation;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.IFramePlaylist;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.testkit.dash.MpdRules;
import dev.weir.testkit.hls.HlsRules;
import dev.weir.testkit.rules.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All texts of one presentation. Immutable.
 *
 * @param playlists media playlists by their address below the stream's
 * @param iFrames I-frame playlists likewise
 */
record Texts(
    String multivariant,
    Map<String, String> playlists,
    Map<String, String> deltas,
    Map<String, String> iFrames,
    Optional<String> manifest) {

  static Texts of(Presentation presentation) {
    return new Texts(
        MultivariantPlaylist.write(presentation),
        playlists(presentation, PlaylistForm.WHOLE),
        playlists(presentation, PlaylistForm.DELTA),
        iFrames(presentation),
        DashManifest.write(presentation));
  }

  private static Map<String, String> playlists(Presentation presentation, PlaylistForm form) {
    return presentation.renditions().stream()
        .collect(
            Collectors.toMap(
                rendition -> rendition + "/index.m3u8",
                rendition -> MediaPlaylist.write(presentation, rendition, form),
                (first, second) -> first,
                LinkedHashMap::new));
  }

  private static Map<String, String> iFrames(Presentation presentation) {
    return presentation.renditions().stream()
        .collect(
            Collectors.toMap(
                rendition -> rendition + "/iframes.m3u8",
                rendition -> IFramePlaylist.write(presentation, rendition)));
  }

  private Map<String, String> allPlaylists() {
    Map<String, String> all = new LinkedHashMap<>(playlists);
    all.putAll(iFrames);
    return all;
  }

  /** What the rules find wrong with these, and with these following {@code before}. */
  Stream<Violation> violations(Optional<Texts> before) {
    return Stream.of(
            HlsRules.check(multivariant, allPlaylists()).stream(),
            deltas.entrySet().stream().flatMap(delta -> inDelta(delta.getKey(), delta.getValue())),
            manifest.stream().flatMap(text -> MpdRules.check(text).stream()),
            before.stream().flatMap(this::inSuccession))
        .flatMap(found -> found);
  }

  private Stream<Violation> inDelta(String uri, String delta) {
    String whole = playlists.getOrDefault(uri, "");
    return Stream.of(HlsRules.checkMedia(delta), HlsRules.checkSuccession(whole, delta))
        .flatMap(List::stream);
  }

  private Stream<Violation> inSuccession(Texts before) {
    Stream<Violation> inPlaylists =
        before.playlists.entrySet().stream()
            .filter(older -> playlists.containsKey(older.getKey()))
            .flatMap(older ->
                HlsRules.checkSuccession(
                    older.getValue(), playlists.getOrDefault(older.getKey(), ""))
                    .stream());
    Stream<Violation> inManifests =
        before.manifest.stream()
            .flatMap(older -> MpdRules.checkSuccession(older, manifest.orElse("")).stream());
    return Stream.concat(inPlaylists, inManifests);
  }
}
