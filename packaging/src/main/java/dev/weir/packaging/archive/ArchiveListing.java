package dev.weir.packaging.archive;

import dev.weir.storage.DurableBlobStore;
import dev.weir.storage.StoredBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of one stream by period. Immutable.
 *
 * @param periods the tracks of each period, by the period's id
 * @param ended the ids of those with which the stream was ended
 */
record ArchiveListing(NavigableMap<Long, List<TrackFiles>> periods, Set<Long> ended) {

  static ArchiveListing read(String folder, DurableBlobStore disk) throws IOException {
    Set<String> blobs =
        disk.list(folder).stream().map(StoredBlob::name).collect(Collectors.toSet());
    var extents = new TreeMap<Long, TreeMap<String, List<ExtentName>>>();
    for (String blob : blobs) {
      Optional<ExtentName> extent = ExtentName.ofIndex(blob);
      if (extent.isPresent()) {
        String[] steps = extent.get().folder().substring(folder.length() + 1).split("/", -1);
        if (steps.length == 2 && steps[0].matches("[0-9]{1,18}")) {
          extents
              .computeIfAbsent(Long.parseLong(steps[0]), _ -> new TreeMap<>())
              .computeIfAbsent(steps[1], _ -> new ArrayList<>())
              .add(extent.get());
        }
      }
    }
    var periods = new TreeMap<Long, List<TrackFiles>>();
    extents.forEach((id, tracks) -> periods.put(id, files(folder + "/" + id, tracks)));
    Set<Long> ended =
        periods.keySet().stream()
            .filter(id -> blobs.contains(Archive.endMark(folder, id)))
            .collect(Collectors.toSet());
    return new ArchiveListing(periods, ended);
  }

  private static List<TrackFiles> files(
      String periodFolder, TreeMap<String, List<ExtentName>> tracks) {
    return tracks.entrySet().stream()
        .map(track -> files(periodFolder + "/" + track.getKey(), track.getKey(), track.getValue()))
        .toList();
  }

  /** All share one text for their folder, since there may be weeks of them. */
  private static TrackFiles files(String folder, String rendition, List<ExtentName> extents) {
    return new TrackFiles(
        folder,
        rendition,
        extents.stream()
            .map(extent -> new ExtentName(folder, extent.startTicks()))
            .sorted(Comparator.comparingLong(ExtentName::startTicks))
            .toList());
  }

  Optional<TrackFiles> track(long periodId, String rendition) {
    return periods.getOrDefault(periodId, List.of()).stream()
        .filter(track -> track.rendition().equals(rendition))
        .findFirst();
  }

  /** Its publisher had ended the stream with this period, or nobody came back in time. */
  boolean endedWith(long periodId) {
    return ended.contains(periodId);
  }
}
