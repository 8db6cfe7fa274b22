package dev.weir.channel;

import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.MultivariantPlaylist;
import dev.weir.packaging.hls.PastBlock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the texts of one presentation have in common with those of the next, so that a part that
 * comes does not have two hours written and compressed anew. Holds what was in the newest texts and
 * no more. Thread-safe; two who write the same at one time both write it.
 */
final class KeptTexts {
  private final Map<String, Map<PastBlock.Key, TextPiece>> blocks = new ConcurrentHashMap<>();
  private volatile @Nullable Kept<DashManifest.Version> manifest;
  private volatile @Nullable Kept<MultivariantPlaylist.Version> multivariant;

  /** A text by what tells it from others. */
  private record Kept<V>(V version, Optional<Document> text) {
    static <V> Kept<V> orNew(
        @Nullable Kept<V> newest, V version, Supplier<Optional<Document>> text) {
      return newest != null && newest.version.equals(version)
          ? newest
          : new Kept<>(version, text.get());
    }
  }

  /**
   * The blocks of a rendition's whole playlist, in their order; those it has no more are dropped.
   */
  List<TextPiece> past(String rendition, List<PastBlock> past) {
    Map<PastBlock.Key, TextPiece> kept = blocks.getOrDefault(rendition, Map.of());
    Map<PastBlock.Key, TextPiece> now = new ConcurrentHashMap<>();
    List<TextPiece> pieces =
        past.stream()
            .map(block -> {
              PastBlock.Key key = block.key();
              @Nullable TextPiece known = kept.get(key);
              TextPiece piece = known == null ? TextPiece.of(block.text()) : known;
              now.put(key, piece);
              return piece;
            })
            .toList();
    blocks.put(rendition, now);
    return pieces;
  }

  Optional<Document> manifest(DashManifest.Version version, Supplier<Optional<Document>> text) {
    Kept<DashManifest.Version> now = Kept.orNew(manifest, version, text);
    manifest = now;
    return now.text;
  }

  Optional<Document> multivariant(
      MultivariantPlaylist.Version version, Supplier<Optional<Document>> text) {
    Kept<MultivariantPlaylist.Version> now = Kept.orNew(multivariant, version, text);
    multivariant = now;
    return now.text;
  }
}
