package dev.weir.packaging.archive;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds what earlier processes have left of one stream, and makes its tracks agree. Only what can
 * be listed is read, from the newest back: the disk may have days of it.
 */
final class ArchiveRecovery {
  private final DurableBlobStore disk;
  private final long shownMillis;
  private final ArchiveListing listing;
  private final List<Period> periods = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  // Of the newest period.
  private @Nullable IndexHeader stream;
  private long oldestMillis;

  /**
   * @param shownMillis how much of the past is of interest
   */
  ArchiveRecovery(String folder, DurableBlobStore disk, long shownMillis) throws IOException {
    this.disk = disk;
    this.shownMillis = shownMillis;
    this.listing = ArchiveListing.read(folder, disk);
  }

  /**
   * The periods of the last stream of the name, oldest first; those of earlier streams are not its.
   *
   * @throws IOException where its newest extents cannot be read: nobody knows where it would go on
   */
  List<Period> run() throws IOException {
    for (var period : listing.periods().descendingMap().entrySet()) {
      try {
        if (isOfNoInterest(period.getKey()) || !recover(period.getKey(), period.getValue())) {
          break;
        }
      } catch (IOException failed) {
        if (period.equals(listing.periods().lastEntry())) {
          throw failed;
        }
        unreadable.add("period " + period.getKey() + ": " + failed.getMessage());
        break;
      }
    }
    return periods;
  }

  /** What the disk does not give back of the stream's past. */
  List<String> unreadable() {
    return unreadable;
  }

  /** It is of an earlier stream, or the last has ended, or what follows reaches back far enough. */
  private boolean isOfNoInterest(long periodId) {
    Long next = listing.periods().higherKey(periodId);
    return stream != null
        && (ended() || listing.endedWith(periodId) || (next != null && next < oldestMillis));
  }

  /** False where it is of an earlier stream. Of one that has ended only the end is looked at. */
  private boolean recover(long periodId, List<TrackFiles> files) throws IOException {
    long wantedMillis = listing.endedWith(periodId) ? 0 : shownMillis;
    var tracks = new ArrayList<PeriodTrack>();
    @Nullable IndexHeader header = null;
    for (TrackFiles track : files) {
      Optional<TrackRecovery.Found> found = recover(track, wantedMillis);
      if (found.isPresent()) {
        header = found.get().header();
        tracks.add(found.get().track());
      }
    }
    if (header == null) {
      return true;
    }
    if (stream != null && stream.startMillis() != header.startMillis()) {
      return false;
    }
    List<PeriodTrack> agreeing = AgreeingTracks.shown(AgreeingTracks.of(tracks));
    Period period =
        withoutHoles(new Period(periodId, header.discontinuity(), agreeing, true)).settled();
    if (stream == null) {
      stream = header;
      oldestMillis = period.leader().segments().getLast().wallMillis() - shownMillis;
    }
    periods.addFirst(period);
    return true;
  }

  /** A rung that cannot be read is left out: the stream can go on without it. */
  private Optional<TrackRecovery.Found> recover(TrackFiles files, long wantedMillis)
      throws IOException {
    try {
      return new TrackRecovery(files, disk, wantedMillis, unreadable).run();
    } catch (IOException failed) {
      if (!files.isBeside()) {
        throw failed;
      }
      unreadable.add(files.folder() + ": " + failed.getMessage());
      return Optional.empty();
    }
  }

  /** What joins on to its newest segment: the disk was full for a while, or cannot be read. */
  private static Period withoutHoles(Period period) {
    long first = period.nextSequence();
    for (Segment segment : period.leader().segments().reversed()) {
      if (segment.sequence() < first - 1) {
        return period.from(first);
      }
      first = segment.sequence();
    }
    return period;
  }

  /** Its publisher had ended it, or nobody came back in time. */
  boolean ended() {
    return listing.endedWith(periods.getLast().id());
  }

  Unfinished unfinished(Past past) {
    IndexHeader known = Objects.requireNonNull(stream, "nothing was found");
    return new Unfinished(
        known.startMillis(),
        known.targetDurationSeconds(),
        known.partTargetMillis(),
        past.periods());
  }
}
