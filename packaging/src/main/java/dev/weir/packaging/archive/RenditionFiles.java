package dev.weir.packaging.archive;

import dev.weir.media.Bytes;
import dev.weir.storage.BlobException;
import dev.weir.storage.DurableBlobStore;
import dev.weir.storage.StoredBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of one rendition of an asset: {@code vod/ID/NAME/init.mp4}, and {@code START.cmaf} with
 * {@code START.index} for each extent. Blocks; thread-safe.
 */
public final class RenditionFiles {
  private static final String ASSETS = "vod";

  private final DurableBlobStore disk;
  private final String folder;

  /**
   * @param folder as {@link #folder} says
   */
  public RenditionFiles(DurableBlobStore disk, String folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /** Below which all of an asset is kept. */
  public static String folder(String assetId) {
    return ASSETS + "/" + assetId;
  }

  public static String folder(String assetId, String rendition) {
    return folder(assetId) + "/" + rendition;
  }

  /**
   * Segments that are whole and safe.
   *
   * @param firstSegment the first
   * @param endSegment the first that is not
   */
  public record Stretch(long firstSegment, long endSegment) {}

  /** What is written and finished of it, in order. */
  public List<Stretch> whole() throws IOException {
    var whole = new ArrayList<Stretch>();
    Optional<Bytes> header = header();
    if (header.isEmpty()) {
      return whole;
    }
    for (ExtentIndex index : finished(header.get())) {
      if (index.entries().count() > 0) {
        whole.add(new Stretch(index.entries().sequence(0), index.nextSequence().orElseThrow()));
      }
    }
    whole.sort(Comparator.comparingLong(Stretch::firstSegment));
    return whole;
  }

  /** Whether nothing that is finished of it is left out because it has another header. */
  public boolean isOfOnePiece() throws IOException {
    Optional<Bytes> header = header();
    return header.isPresent() && finished(header.get()).size() == finished().size();
  }

  /** Removes all of it. */
  public void delete() throws IOException {
    for (StoredBlob blob : disk.list(folder)) {
      disk.delete(blob.name());
    }
  }

  /** The CMAF header; empty where it was not written yet. */
  Optional<Bytes> header() throws IOException {
    String name = ExtentName.header(folder);
    try {
      return Optional.of(Bytes.concat(disk.read(name, 0, disk.length(name))));
    } catch (BlobException missing) {
      return Optional.empty();
    }
  }

  /** Indexes of the extents that count, oldest first: they are whole, and of this header. */
  List<ExtentIndex> finished(Bytes header) throws IOException {
    int checksum = IndexRecord.checksum(List.of(header));
    return finished().stream()
        .filter(index -> index.header().cmafHeaderCrc32c() == checksum)
        .toList();
  }

  private List<ExtentIndex> finished() throws IOException {
    var finished = new ArrayList<ExtentIndex>();
    for (ExtentName extent : extents()) {
      ExtentIndex.read(extent, disk)
          .filter(index -> index.nextSequence().isPresent())
          .ifPresent(finished::add);
    }
    return finished;
  }

  private List<ExtentName> extents() throws IOException {
    return disk.list(folder).stream()
        .flatMap(blob -> ExtentName.ofIndex(blob.name()).stream())
        .map(extent -> new ExtentName(folder, extent.startTicks()))
        .sorted(Comparator.comparingLong(ExtentName::startTicks))
        .toList();
  }
}
