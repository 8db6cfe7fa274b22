package dev.weir.channel;

import dev.weir.packaging.dash.DashManifest;
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
  private volatile @Nullable Manifest manifest;

  private record Manifest(DashManifest.Version version, Optional<Document> text) {}

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
    Manifest kept = manifest;
    if (kept == null || !kept.version.equals(version)) {
      kept = new Manifest(version, text.get());
      manifest = kept;
    }
    return kept.text;
  }
}
