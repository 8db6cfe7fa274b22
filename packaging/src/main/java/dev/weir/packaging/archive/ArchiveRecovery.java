package dev.weir.packaging.archive;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what earlier processes have left of one stream, and makes its tracks agree. */
final class ArchiveRecovery {
  private final DurableBlobStore disk;
  private final ArchiveListing listing;
  private final List<Period> periods = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  private long startMillis;
  private int targetDurationSeconds;
  private int partTargetMillis;

  ArchiveRecovery(String folder, DurableBlobStore disk) throws IOException {
    this.disk = disk;
    this.listing = ArchiveListing.read(folder, disk);
  }

  /**
   * The periods of the last stream of the name, oldest first; those of earlier streams are not its.
   *
   * @throws IOException where its newest extents cannot be read: nobody knows where it would go on
   */
  List<Period> run() throws IOException {
    for (var period : listing.periods().entrySet()) {
      try {
        recover(period.getKey(), period.getValue());
      } catch (IOException failed) {
        if (period.equals(listing.periods().lastEntry())) {
          throw failed;
        }
        periods.clear();
        unreadable.add("period " + period.getKey() + ": " + failed.getMessage());
      }
    }
    return periods;
  }

  /** What the disk does not give back of the stream's past. */
  List<String> unreadable() {
    return unreadable;
  }

  private void recover(long periodId, List<TrackFiles> files) throws IOException {
    var tracks = new ArrayList<PeriodTrack>();
    long discontinuity = 0;
    for (TrackFiles track : files) {
      Optional<TrackRecovery.Found> found = new TrackRecovery(track, disk, unreadable).run();
      if (found.isPresent()) {
        IndexHeader header = found.get().header();
        if (header.startMillis() != startMillis) {
          beginStream(header);
        }
        discontinuity = header.discontinuity();
        tracks.add(found.get().track());
      }
    }
    if (!tracks.isEmpty()) {
      periods.add(
          withoutHoles(new Period(periodId, discontinuity, AgreeingTracks.of(tracks), true)));
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

  private void beginStream(IndexHeader header) {
    periods.clear();
    startMillis = header.startMillis();
    targetDurationSeconds = header.targetDurationSeconds();
    partTargetMillis = header.partTargetMillis();
  }

  /** Its publisher had ended it, or nobody came back in time. */
  boolean ended() {
    return listing.endedWith(periods.getLast().id());
  }

  Unfinished unfinished(Past past) {
    return new Unfinished(startMillis, targetDurationSeconds, partTargetMillis, past.periods());
  }
}
