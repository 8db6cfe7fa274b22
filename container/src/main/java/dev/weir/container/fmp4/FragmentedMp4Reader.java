package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads fragmented MP4, ISO/IEC 14496-12 §8.8, such as CMAF and what FFmpeg writes: first the
 * header, then whole fragments of one or more tracks in any portions. Edit lists are not applied;
 * tracks that are neither video nor audio are passed over. Immutable.
 */
public final class FragmentedMp4Reader {
  private static final int MOST_TRACKS = 64;

  private final List<FragmentedTrack> tracks;

  private FragmentedMp4Reader(List<FragmentedTrack> tracks) {
    this.tracks = List.copyOf(tracks);
  }

  /** From octets that begin before {@code moov} and hold all of it. */
  public static FragmentedMp4Reader open(Bytes header) throws MediaFormatException {
    Box moov = new Box("file", header).require("moov");
    var tracks = new ArrayList<FragmentedTrack>();
    BoxReader children = moov.children();
    while (children.hasNext()) {
      Box child = children.next();
      if (!child.type().equals("trak")) {
        continue;
      }
      if (tracks.size() == MOST_TRACKS) {
        throw new MediaFormatException(LIMIT, "moov", "more than " + MOST_TRACKS + " tracks");
      }
      FragmentedTrack.parse(moov, child).ifPresent(tracks::add);
    }
    return new FragmentedMp4Reader(tracks);
  }

  /** In the order of the file. */
  public List<Track> tracks() {
    return tracks.stream().map(FragmentedTrack::track).toList();
  }

  /**
   * The samples of all fragments in {@code fragments}, in the order of the file, sharing memory.
   * Boxes other than {@code moof} are passed over.
   */
  public List<MediaSample> read(Bytes fragments) throws MediaFormatException {
    var samples = new ArrayList<MediaSample>();
    var payload = new FragmentPayload(fragments);
    var fragment =
        new MovieFragmentReader(
            tracks, (track, sample) -> samples.add(sample(track, sample, payload)));
    BoxReader boxes = new BoxReader(fragments, "file");
    while (boxes.hasNext()) {
      int boxAt = boxes.position();
      Box box = boxes.next();
      if (box.type().equals("moof")) {
        fragment.read(box, boxAt);
      }
    }
    return samples;
  }

  /** For whoever reads the fragments in another way. */
  List<FragmentedTrack> fragmentedTracks() {
    return tracks;
  }

  private static MediaSample sample(
      FragmentedTrack track, FragmentSample sample, FragmentPayload payload)
      throws MediaFormatException {
    Bytes octets = payload.take(sample.payloadAt(), sample.sizeBytes());
    List<Bytes> units = track.entry().units(octets);
    if (units.isEmpty()) {
      throw new MediaFormatException(MALFORMED, "trun", "sample without a picture");
    }
    return new MediaSample(
        track.track().id(),
        sample.dtsTicks(),
        sample.compositionTicks(),
        sample.durationTicks(),
        sample.isSync(),
        units);
  }
}
