package dev.weir.channel;

import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.media.Clock;
import dev.weir.packaging.Interval;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.ArchivedStream;
import dev.weir.storage.DurableBlobStore;
import dev.weir.stream.StreamName;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Any stretch of any stream that the disk keeps, on air or over, as far as it is written.
 * Thread-safe; every method blocks.
 */
public final class CatchUp {
  /** Playlists are one text; this is half a megabyte of it for each rendition. */
  public static final Duration LONGEST = Duration.ofHours(6);

  /** What was read is shown again for as long, though extents may be deleted meanwhile. */
  private static final Duration KEPT = Duration.ofSeconds(30);

  private static final int MOST_KEPT = 8;

  /** Streams of which the names of files are kept: some hundred kilobytes for weeks of one. */
  private static final int MOST_STREAMS = 64;

  private final DurableBlobStore disk;
  private final Clock clock;
  private final Map<Wish, Answer> kept = new Latest<>(MOST_KEPT);
  private final Map<StreamName, ArchivedStream> streams = new Latest<>(MOST_STREAMS);

  public CatchUp(DurableBlobStore disk, Clock clock) {
    this.disk = disk;
    this.clock = clock;
  }

  private record Wish(StreamName name, Interval interval) {}

  private record Answer(Snapshot snapshot, long nanos) {}

  /** What was asked for last. Guarded by itself. */
  private static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;

    private final int most;

    Latest(int most) {
      super(most, 1, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

  /**
   * What the disk has of the interval; empty where it has nothing.
   *
   * @throws IOException where the disk cannot be read
   */
  public Optional<Snapshot> read(StreamName name, Interval interval) throws IOException {
    var wish = new Wish(name, interval);
    Optional<Snapshot> known = known(wish);
    if (known.isPresent()) {
      return known;
    }
    Optional<Presentation> found = archived(name).within(interval);
    Optional<Snapshot> snapshot =
        found.map(part -> new Snapshot(part, new PlaylistTexts(part, interval.query())));
    snapshot.ifPresent(part -> keep(wish, part));
    return snapshot;
  }

  private Optional<Snapshot> known(Wish wish) {
    synchronized (kept) {
      return Optional.ofNullable(kept.get(wish))
          .filter(answer -> clock.monotonicNanos() - answer.nanos < KEPT.toNanos())
          .map(Answer::snapshot);
    }
  }

  /** Of what may still grow the next who asks wants more. */
  private void keep(Wish wish, Snapshot snapshot) {
    if (wish.interval.endMillis() < clock.wallMillis() - KEPT.toMillis()) {
      synchronized (kept) {
        kept.put(wish, new Answer(snapshot, clock.monotonicNanos()));
      }
    }
  }

  /**
   * A header or a whole segment; missing where there is none.
   *
   * @throws IOException where the disk cannot be read
   */
  public MediaLookup find(StreamName name, String rendition, MediaName file) throws IOException {
    return archived(name).find(rendition, file);
  }

  /**
   * When the stream was on air, as far as the disk has it: the newest broadcasts, oldest first.
   *
   * @throws IOException where the disk cannot be read
   */
  public List<Interval> broadcasts(StreamName name) throws IOException {
    return archived(name).broadcasts();
  }

  private ArchivedStream archived(StreamName name) {
    synchronized (streams) {
      return streams.computeIfAbsent(
          name, _ -> new ArchivedStream(LiveStore.dvrFolder(name.value()), disk));
    }
  }
}
