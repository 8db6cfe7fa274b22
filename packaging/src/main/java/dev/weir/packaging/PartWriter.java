package dev.weir.packaging;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.List;

/**
 * Writes the fragments of one track into extents, of which each holds one segment while all is in
 * memory. Confined to its builder.
 */
final class PartWriter {
  private final Track track;
  private final String folder;
  private final BlobStore store;
  private long nextFragment = 1;

  PartWriter(Track track, String folder, BlobStore store) {
    this.track = track;
    this.folder = folder;
    this.store = store;
  }

  /**
   * Writes the next part of a segment.
   *
   * @param before those of the segment that were written before it
   * @param samples at least one, all with their durations
   */
  Part append(List<Part> before, List<MediaSample> samples) throws IOException {
    MediaSample first = samples.getFirst();
    long durationTicks = samples.stream().mapToLong(MediaSample::durationTicks).sum();
    Bytes fragment = CmafWriter.fragment(nextFragment++, track, first.dtsTicks(), samples);
    String extent = before.isEmpty() ? extentName(first.dtsTicks()) : before.getFirst().extent();
    long offset = store.append(extent, fragment);
    return new Part(
        extent,
        offset,
        fragment.length(),
        first.dtsTicks(),
        durationTicks,
        first.keyframe(),
        keyframeBytes(fragment, samples));
  }

  /** The payload is last in a fragment, and the first sample first in the payload. */
  private int keyframeBytes(Bytes fragment, List<MediaSample> samples) {
    if (track.kind() != TrackKind.VIDEO || !samples.getFirst().keyframe()) {
      return 0;
    }
    List<MediaSample> rest = samples.subList(1, samples.size());
    return (int) (fragment.length() - CmafWriter.payloadBytes(track, rest));
  }

  private String extentName(long startTicks) {
    return folder + "/" + startTicks + ".cmaf";
  }

  /** Nothing is added to this segment any more. */
  void seal(List<Part> parts) throws IOException {
    store.seal(parts.getFirst().extent());
  }

  void delete(List<Part> parts) throws IOException {
    if (!parts.isEmpty()) {
      store.delete(parts.getFirst().extent());
    }
  }
}
