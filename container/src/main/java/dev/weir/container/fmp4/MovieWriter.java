package dev.weir.container.fmp4;

import dev.weir.container.box.BoxWriter;
import dev.weir.container.fmp4.TrackFacts.TrackUse;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes one MP4 that every player plays of tracks that are kept in fragments: {@code ftyp} and
 * {@code moov}, ISO/IEC 14496-12 §8.2, before all media. Payload is not read; it says in which
 * order it is to follow. Confined to its user.
 *
 * @see Movie
 */
public final class MovieWriter {
  private static final int IDENTITY = 0x0001_0000;
  private static final int FULL_VOLUME = 0x0100;

  /** Of the movie: it divides the lengths of pictures and of packets of sound well. */
  private static final int TIMESCALE = 90_000;

  private static final int LARGE_BOX_HEADER_BYTES = 16;

  private final List<MovieTrack> tracks = new ArrayList<>();

  /**
   * The beginning of the file, and what follows it. Immutable.
   *
   * @param header up to the first octet of the payload
   * @param payload in order
   */
  public record Movie(Bytes header, List<Payload> payload) {
    public Movie {
      payload = List.copyOf(payload);
    }
  }

  /**
   * Octets that are copied as they are. Immutable.
   *
   * @param source the file that holds them, as it was named when it was added
   */
  public record Payload(String source, long offset, long lengthBytes) {}

  /** Where a chunk of a track goes. */
  private record Place(int track, int chunk, long startMicros) {}

  /**
   * Adds a track, empty yet.
   *
   * @param header of its fragments
   * @param originTicks what of it comes before is not presented
   * @param language a tag of BCP 47; empty where nobody knows
   */
  public MovieTrack add(FragmentedMp4Reader header, long originTicks, String language) {
    var added = new MovieTrack(header, originTicks, language);
    tracks.add(added);
    return added;
  }

  /** The movie of what was added; tracks without samples are left out. */
  public Movie finish() {
    tracks.removeIf(MovieTrack::isEmpty);
    List<Place> order = order();
    long[][] offsets = new long[tracks.size()][];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = new long[tracks.get(i).chunks().size()];
    }
    long mediaAt = (long) header(offsets).length() + LARGE_BOX_HEADER_BYTES;
    var payload = new ArrayList<Payload>(order.size());
    long at = mediaAt;
    for (Place place : order) {
      Payload next = tracks.get(place.track).payload(place.chunk);
      offsets[place.track][place.chunk] = at;
      at += next.lengthBytes();
      payload.add(next);
    }
    var mdat = new ByteWriter(LARGE_BOX_HEADER_BYTES);
    mdat.u32(1).fourCc("mdat").u64(at - mediaAt + LARGE_BOX_HEADER_BYTES);
    return new Movie(Bytes.concat(List.of(header(offsets), mdat.toBytes())), payload);
  }

  /** By time, so that a player needs to look at one place of the file alone. */
  private List<Place> order() {
    var order = new ArrayList<Place>();
    for (int i = 0; i < tracks.size(); i++) {
      MovieTrack track = tracks.get(i);
      for (int j = 0; j < track.chunks().size(); j++) {
        order.add(new Place(i, j, track.startMicros(j)));
      }
    }
    order.sort(Comparator.comparingLong(Place::startMicros).thenComparingInt(Place::track));
    return order;
  }

  private Bytes header(long[][] chunkOffsets) {
    var boxes = new BoxWriter();
    boxes.box(
        "ftyp", out -> out.fourCc("isom").u32(0x200).fourCc("isom").fourCc("iso2").fourCc("mp41"));
    boxes.container(
        "moov",
        () -> {
          long duration =
              tracks.stream().mapToLong(track -> track.movieTicks(TIMESCALE)).max().orElse(0);
          boxes.fullBox(
              "mvhd", TrackBoxWriter.version(duration), 0, out -> writeMovieHeader(out, duration));
          for (int i = 0; i < tracks.size(); i++) {
            writeTrack(boxes, i, chunkOffsets[i]);
          }
        });
    return boxes.toBytes();
  }

  /** §8.2.2. */
  private void writeMovieHeader(ByteWriter out, long duration) {
    TrackBoxWriter.number(out, duration, 0); // made
    TrackBoxWriter.number(out, duration, 0).u32(TIMESCALE); // changed
    TrackBoxWriter.number(out, duration, duration);
    out.u32(IDENTITY).u16(FULL_VOLUME).zeros(10); // rate 1.0, volume, reserved
    TrackBoxWriter.writeMatrix(out);
    out.zeros(24).u32(tracks.size() + 1L); // predefined, next_track_ID
  }

  /** Of tracks of sound the first is played, until the viewer chooses another. */
  private void writeTrack(BoxWriter boxes, int index, long[] chunkOffsets) {
    MovieTrack movieTrack = tracks.get(index);
    Track track = movieTrack.track();
    boolean isFirst =
        tracks.subList(0, index).stream().noneMatch(one -> one.track().kind() == track.kind());
    var facts =
        new TrackFacts(
            new Track(
                index + 1,
                track.timescale(),
                track.config(),
                track.colours(),
                track.statedAspect()),
            isFirst ? TrackUse.ENABLED : TrackUse.DISABLED,
            alternateGroup(track.kind()),
            movieTrack.movieTicks(TIMESCALE),
            movieTrack.mediaTicks(),
            movieTrack.language());
    new TrackBoxWriter(boxes, facts)
        .write(
            () -> movieTrack.writeEdits(boxes, TIMESCALE),
            () -> movieTrack.writeTables(boxes, facts, chunkOffsets));
  }

  /** §8.3.2.3: of each kind one is played at a time. */
  private static int alternateGroup(TrackKind kind) {
    return switch (kind) {
      case VIDEO -> 1;
      case AUDIO -> 2;
    };
  }
}
