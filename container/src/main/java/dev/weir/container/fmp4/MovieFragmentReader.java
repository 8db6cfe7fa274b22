package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.FragmentFlags;
import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Optional;

/**
 * Walks over the samples of one {@code moof}, ISO/IEC 14496-12 §8.8.4, track after track; those of
 * other tracks than ours are passed over. Confined to its caller.
 */
final class MovieFragmentReader {
  private final List<FragmentedTrack> tracks;
  private final Sink sink;

  /** Takes the samples in the order of the file. */
  interface Sink {
    void take(FragmentedTrack track, FragmentSample sample) throws MediaFormatException;
  }

  MovieFragmentReader(List<FragmentedTrack> tracks, Sink sink) {
    this.tracks = tracks;
    this.sink = sink;
  }

  /** {@code moofAt} is where the box begins. */
  void read(Box moof, long moofAt) throws MediaFormatException {
    boolean isFirst = true;
    BoxReader children = moof.children();
    while (children.hasNext()) {
      Box child = children.next();
      if (child.type().equals("traf")) {
        readTrack(child, isFirst, moofAt);
        isFirst = false;
      }
    }
  }

  private void readTrack(Box traf, boolean isFirst, long moofAt) throws MediaFormatException {
    ByteReader tfhd = traf.require("tfhd").reader();
    tfhd.skip(1); // version
    int flags = tfhd.u24();
    if (!isFirst && (flags & FragmentFlags.TFHD_DEFAULT_BASE_IS_MOOF) == 0) {
      throw new MediaFormatException(UNSUPPORTED, "tfhd", "offsets from the track before it");
    }
    long trackId = tfhd.u32();
    Optional<FragmentedTrack> track =
        tracks.stream().filter(known -> known.track().id() == trackId).findFirst();
    if (track.isPresent()) {
      new TrackFragmentReader(track.get(), moofAt, sink).read(traf, tfhd, flags);
    }
  }
}
