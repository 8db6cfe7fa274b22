package dev.weir.packaging.archive;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.PeriodTrack;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one track of a period. Immutable.
 *
 * @param folder where they lie
 * @param extents oldest first, at least one
 */
record TrackFiles(String folder, String rendition, List<ExtentName> extents) {
  /** A CMAF header has some hundred. */
  private static final long MOST_HEADER_BYTES = 1 << 20;

  TrackFiles {
    extents = List.copyOf(extents);
  }

  /** It is not the first of its kind: {@code video-360p}, {@code audio-2}. */
  boolean isBeside() {
    return rendition.indexOf('-') >= 0;
  }

  /** The track without segments and frame rate, as its CMAF header tells. */
  PeriodTrack read(DurableBlobStore disk) throws IOException {
    String name = ExtentName.header(folder);
    long length = disk.length(name);
    if (length > MOST_HEADER_BYTES) {
      throw new IOException(name + ": " + length + " bytes are too many");
    }
    Bytes header = Bytes.concat(disk.read(name, 0, length));
    try {
      return new PeriodTrack(
          rendition, FragmentedMp4Reader.open(header).tracks().getFirst(), header, 0, List.of());
    } catch (MediaFormatException damaged) {
      throw new IOException(name + ": " + damaged.getMessage(), damaged);
    }
  }

  /** The one that would hold that moment; empty where all begin later. */
  Optional<ExtentName> extentAt(long ticks) {
    return extents.reversed().stream().filter(extent -> extent.startTicks() <= ticks).findFirst();
  }
}
