package dev.weir.channel.timeline;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.storage.BlobStore;
import dev.weir.testkit.rules.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sees every presentation of a stream: fetches each part when it appears, and holds the texts to
 * the rules. Confined to its test.
 */
final class Viewer {
  private final BlobStore store;
  private final int checkedSteps;

  private final Map<TrackKey, WatchedTrack> tracks = new LinkedHashMap<>();
  private final Map<Violation, Integer> violations = new LinkedHashMap<>();
  private final NavigableSet<Long> sequences = new TreeSet<>();
  private Optional<Texts> before = Optional.empty();
  private @Nullable Presentation newest;
  private long steps;

  /** Which track of which period. */
  record TrackKey(long periodId, String rendition) {}

  /**
   * @param checkedSteps of so many presentations the texts of one and the next are checked
   */
  Viewer(BlobStore store, int checkedSteps) {
    this.store = store;
    this.checkedSteps = checkedSteps;
  }

  void see(Presentation presentation) {
    newest = presentation;
    for (Period period : presentation.periods()) {
      for (PeriodTrack track : period.tracks()) {
        tracks
            .computeIfAbsent(
                new TrackKey(period.id(), track.name()), _ -> new WatchedTrack(store, track))
            .see(track);
      }
      period.leader().segments().stream().map(Segment::sequence).forEach(sequences::add);
    }
    long step = steps++;
    boolean isLast = presentation.state() == Presentation.State.ENDED;
    boolean skipped = checkedSteps > 1 && (step % checkedSteps == 0 || isLast);
    before = skipped ? Optional.empty() : before;
    if (step % checkedSteps < 2 || isLast) {
      check(Texts.of(presentation));
    }
  }

  private void check(Texts texts) {
    texts.violations(before).forEach(found -> violations.merge(found, 1, Integer::sum));
    before = Optional.of(texts);
  }

  Map<TrackKey, WatchedTrack> tracks() {
    return tracks;
  }

  Optional<WatchedTrack> find(long periodId, String rendition) {
    return Optional.ofNullable(tracks.get(new TrackKey(periodId, rendition)));
  }

  int segments() {
    return sequences.size();
  }

  /** No sequence number was left out. */
  boolean countsOn() {
    return sequences.last() - sequences.first() + 1 == sequences.size();
  }

  /** How many presentations there were. */
  long steps() {
    return steps;
  }

  /** The rules that were broken, and how often. */
  Map<Violation, Integer> violations() {
    return violations;
  }

  Presentation newest() {
    if (newest == null) {
      throw new IllegalStateException("nothing was shown");
    }
    return newest;
  }
}
