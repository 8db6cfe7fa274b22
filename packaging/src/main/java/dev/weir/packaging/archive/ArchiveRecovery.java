package dev.weir.packaging.archive;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
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

  private long startMillis;
  private int targetDurationSeconds;
  private int partTargetMillis;

  ArchiveRecovery(String folder, DurableBlobStore disk) throws IOException {
    this.disk = disk;
    this.listing = ArchiveListing.read(folder, disk);
  }

  /**
   * The periods of the last stream of the name, oldest first; those of earlier streams are not its.
   */
  List<Period> run() throws IOException {
    for (var period : listing.periods().entrySet()) {
      recover(period.getKey(), period.getValue());
    }
    return periods;
  }

  private void recover(long periodId, List<TrackFiles> files) throws IOException {
    var tracks = new ArrayList<PeriodTrack>();
    long discontinuity = 0;
    for (TrackFiles track : files) {
      Optional<TrackRecovery.Found> found = new TrackRecovery(track, disk).run();
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
      periods.add(new Period(periodId, discontinuity, AgreeingTracks.of(tracks), true));
    }
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
