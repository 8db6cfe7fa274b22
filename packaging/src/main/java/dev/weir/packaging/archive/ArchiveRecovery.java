package dev.weir.packaging.archive;

import dev.weir.media.MediaTime;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import dev.weir.storage.StoredBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds what earlier processes have left of one stream, and makes its tracks agree. */
final class ArchiveRecovery {
  private final String folder;
  private final DurableBlobStore disk;
  private final List<Period> periods = new ArrayList<>();
  private List<String> blobs = List.of();

  private long startMillis;
  private int targetDurationSeconds;
  private int partTargetMillis;

  ArchiveRecovery(String folder, DurableBlobStore disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * The periods of the last stream of the name, oldest first; those of earlier streams are not its.
   */
  List<Period> run() throws IOException {
    blobs = disk.list(folder).stream().map(StoredBlob::name).toList();
    for (var period : extentsByPeriod().entrySet()) {
      recover(period.getKey(), period.getValue());
    }
    return periods;
  }

  private Map<Long, Map<String, List<ExtentName>>> extentsByPeriod() {
    var found = new TreeMap<Long, Map<String, List<ExtentName>>>();
    for (String blob : blobs) {
      Optional<ExtentName> extent = ExtentName.ofIndex(blob);
      if (extent.isPresent()) {
        String[] steps = extent.get().folder().substring(folder.length() + 1).split("/", -1);
        if (steps.length == 2 && steps[0].matches("[0-9]{1,18}")) {
          found
              .computeIfAbsent(Long.parseLong(steps[0]), _ -> new TreeMap<>())
              .computeIfAbsent(steps[1], _ -> new ArrayList<>())
              .add(extent.get());
        }
      }
    }
    found.values().stream()
        .flatMap(tracks -> tracks.values().stream())
        .forEach(extents -> extents.sort(Comparator.comparingLong(ExtentName::startTicks)));
    return found;
  }

  private void recover(long periodId, Map<String, List<ExtentName>> extents) throws IOException {
    var tracks = new ArrayList<PeriodTrack>();
    long discontinuity = 0;
    for (var track : extents.entrySet()) {
      String trackFolder = folder + "/" + periodId + "/" + track.getKey();
      Optional<ArchiveReader.Found> found =
          new ArchiveReader(disk).read(trackFolder, track.getKey(), track.getValue());
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
      tracks.sort(Comparator.comparing(track -> track.track().kind()));
      periods.add(new Period(periodId, discontinuity, agreeing(tracks), true));
    }
  }

  private void beginStream(IndexHeader header) {
    periods.clear();
    startMillis = header.startMillis();
    targetDurationSeconds = header.targetDurationSeconds();
    partTargetMillis = header.partTargetMillis();
  }

  /** All tracks of a period have the same sequence numbers; the leader says which. */
  private static List<PeriodTrack> agreeing(List<PeriodTrack> tracks) {
    PeriodTrack leader = tracks.getFirst();
    return tracks.stream().map(track -> track.with(agreeing(track, leader))).toList();
  }

  private static List<Segment> agreeing(PeriodTrack track, PeriodTrack leader) {
    var own = new TreeMap<Long, Segment>();
    track.segments().forEach(segment -> own.put(segment.sequence(), segment));
    return leader.segments().stream()
        .map(segment ->
            own.getOrDefault(
                segment.sequence(), gap(segment, leader.timescale(), track.timescale())))
        .toList();
  }

  private static Segment gap(Segment of, int from, int to) {
    return new Segment(
        of.sequence(),
        MediaTime.convert(of.startTicks(), from, to),
        MediaTime.convert(of.durationTicks(), from, to),
        of.wallMillis(),
        List.of(),
        true);
  }

  /** Its publisher had ended it, or nobody came back in time. */
  boolean ended() {
    return blobs.contains(Archive.endMark(folder, periods.getLast().id()));
  }

  Unfinished unfinished(Past past) {
    return new Unfinished(startMillis, targetDurationSeconds, partTargetMillis, past.periods());
  }
}
