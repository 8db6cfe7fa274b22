package dev.weir.gateway.http;

import dev.weir.channel.PlaylistTexts;
import dev.weir.library.DatabaseException;
import dev.weir.media.Clock;
import dev.weir.packaging.Period;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.AssetReader;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The films that were watched lately, with their playlists: read from disk once, and compared with
 * what the library says once a second. Bounded by how many segments they have together; the one
 * that was watched longest ago goes. Guarded by itself; only {@link #load} blocks.
 */
final class Films {
  private static final Duration COMPARED_ANEW = Duration.ofSeconds(1);

  /** Some 60 MB with all playlists: 14 films of three hours in eight renditions. */
  private static final long MOST_SEGMENTS = 200_000;

  private final Assets assets;
  private final AssetReader reader;
  private final Clock clock;

  // Guarded by this.
  private final Map<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long segments;

  Films(Assets assets, AssetReader reader, Clock clock) {
    this.assets = assets;
    this.reader = reader;
    this.clock = clock;
  }

  /** A film and what is told of it. Immutable. */
  record Film(AssetView asset, Presentation presentation, PlaylistTexts texts) {
    private long segments() {
      return presentation.periods().stream()
          .map(Period::tracks)
          .flatMap(tracks -> tracks.stream())
          .mapToLong(track -> track.segments().size())
          .sum();
    }
  }

  private record Kept(Film film, long comparedNanos) {}

  /** A film that need not be compared now; whoever does is alone, the others get what is known. */
  synchronized Optional<Film> known(String id) {
    @Nullable Kept found = kept.get(id);
    if (found == null) {
      return Optional.empty();
    }
    long nowNanos = clock.monotonicNanos();
    if (nowNanos - found.comparedNanos >= COMPARED_ANEW.toNanos()) {
      kept.put(id, new Kept(found.film, nowNanos));
      return Optional.empty();
    }
    return Optional.of(found.film);
  }

  /**
   * The film as it is now; empty where it cannot be watched. While the library cannot be reached,
   * what everybody may watch is as it was. Blocks.
   */
  Optional<Film> load(String id) throws IOException {
    Optional<AssetView> asset;
    try {
      asset = assets.find(id);
    } catch (DatabaseException unreachable) {
      return Optional.of(
          latest(id).filter(film -> film.asset.isPublic()).orElseThrow(() -> unreachable));
    }
    if (asset.isEmpty()) {
      forget(id);
      return Optional.empty();
    }
    Optional<Film> same = latest(id).filter(film -> film.asset.equals(asset.get()));
    Optional<Film> film = same.isPresent() ? same : read(asset.get());
    film.ifPresentOrElse(found -> keep(id, found), () -> forget(id));
    return film;
  }

  private synchronized Optional<Film> latest(String id) {
    return Optional.ofNullable(kept.get(id)).map(Kept::film);
  }

  private Optional<Film> read(AssetView asset) throws IOException {
    return reader
        .read(asset.id(), asset.names())
        .map(read -> read.labelled(asset.labels(), asset.texts()))
        .map(told -> new Film(asset, told, PlaylistTexts.of(told)));
  }

  private synchronized void keep(String id, Film film) {
    forget(id);
    kept.put(id, new Kept(film, clock.monotonicNanos()));
    segments += film.segments();
    Iterator<Kept> oldest = kept.values().iterator();
    while (segments > MOST_SEGMENTS && kept.size() > 1) {
      segments -= oldest.next().film.segments();
      oldest.remove();
    }
  }

  synchronized void forget(String id) {
    @Nullable Kept gone = kept.remove(id);
    if (gone != null) {
      segments -= gone.film.segments();
    }
  }
}
