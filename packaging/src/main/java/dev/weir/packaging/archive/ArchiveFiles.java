package dev.weir.packaging.archive;

import dev.weir.storage.DurableBlobStore;
import dev.weir.storage.StoredBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The extents of all streams as files, for whoever has to make room. Thread-safe. */
public final class ArchiveFiles {
  private final String folder;
  private final DurableBlobStore disk;

  /**
   * @param folder below which the streams are kept
   */
  public ArchiveFiles(String folder, DurableBlobStore disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * The extents of all streams that can be read.
   *
   * @param oldestFirst by when they were last appended to
   * @param failures of the streams whose folders cannot be read
   */
  public record Found(List<StoredExtent> oldestFirst, List<IOException> failures) {
    public Found {
      oldestFirst = List.copyOf(oldestFirst);
      failures = List.copyOf(failures);
    }
  }

  /**
   * Looks at all streams.
   *
   * @throws IOException where nobody knows which there are
   */
  public Found find() throws IOException {
    var blobs = new HashMap<String, StoredBlob>();
    var failures = new ArrayList<IOException>();
    for (String stream : disk.folders(folder)) {
      try {
        disk.list(folder + "/" + stream).forEach(blob -> blobs.put(blob.name(), blob));
      } catch (IOException failed) {
        failures.add(failed);
      }
    }
    List<StoredExtent> oldestFirst =
        blobs.values().stream()
            .flatMap(index -> extent(index, blobs))
            .sorted(Comparator.comparingLong(StoredExtent::modifiedMillis))
            .toList();
    return new Found(oldestFirst, failures);
  }

  private static Stream<StoredExtent> extent(StoredBlob index, Map<String, StoredBlob> blobs) {
    return ExtentName.ofIndex(index.name()).stream()
        .map(extent -> {
          Optional<StoredBlob> media = Optional.ofNullable(blobs.get(extent.media()));
          return new StoredExtent(
              extent.media(),
              index.lengthBytes() + media.map(StoredBlob::lengthBytes).orElse(0L),
              index.modifiedMillis());
        });
  }

  /** Deletes an extent with its index, and what belongs to its period after the last of it. */
  public void delete(StoredExtent extent) throws IOException {
    String trackFolder = parent(extent.name());
    String periodFolder = parent(trackFolder);
    disk.delete(extent.name());
    disk.delete(extent.name().replaceFirst("\\.cmaf$", ".index"));
    if (hasNoExtent(trackFolder)) {
      disk.delete(ExtentName.header(trackFolder));
    }
    if (hasNoExtent(periodFolder)) {
      for (StoredBlob left : disk.list(periodFolder)) {
        disk.delete(left.name());
      }
    }
  }

  private boolean hasNoExtent(String below) throws IOException {
    return disk.list(below).stream().noneMatch(blob -> ExtentName.ofIndex(blob.name()).isPresent());
  }

  private static String parent(String name) {
    return name.substring(0, name.lastIndexOf('/'));
  }
}
