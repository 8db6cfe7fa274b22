package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.box.Box;
import dev.weir.container.box.BoxReader;
import dev.weir.container.box.SampleEntry;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file of MP4 or QuickTime of any origin, ISO/IEC 14496-12: progressive with {@code moov} at
 * either end, fragmented, or both. Keeps {@code moov} as it is, and eight octets for each fragment;
 * of the media it reads at most one sample of a track. Immutable, but for the file behind it; as
 * thread-safe as its {@link Mp4Source}.
 */
public final class Mp4File {
  static final int MOST_TRACKS = 128;

  private static final int MICROS_PER_SECOND = 1_000_000;

  private final Mp4Source source;
  private final List<LoadedTrack> tracks;
  private final List<Chapter> chapters;
  private final Optional<String> note;

  private Mp4File(
      Mp4Source source, List<LoadedTrack> tracks, List<Chapter> chapters, Optional<String> note) {
    this.source = source;
    this.tracks = List.copyOf(tracks);
    this.chapters = chapters;
    this.note = note;
  }

  /**
   * Reads what a file says of itself; may block.
   *
   * @throws MediaFormatException where nothing of it can be read: it is none of these, or its
   *     {@code moov} is missing or damaged
   */
  public static Mp4File open(Mp4Source source) throws IOException, MediaFormatException {
    FileBoxes boxes = FileBoxes.scan(source);
    Box moov = boxes.moov();
    if (moov.find("cmov").isPresent()) {
      throw new MediaFormatException(UNSUPPORTED, "moov", "is compressed");
    }
    List<LoadedTrack> tracks = tracks(source, boxes, moov);
    return new Mp4File(source, tracks, Chapters.read(source, moov, tracks), boxes.note());
  }

  private static List<LoadedTrack> tracks(Mp4Source source, FileBoxes boxes, Box moov)
      throws IOException, MediaFormatException {
    Movie movie = Movie.parse(moov);
    var tracks = new ArrayList<LoadedTrack>();
    BoxReader children = moov.children();
    while (children.hasNext()) {
      Box child = children.next();
      if (!child.type().equals("trak")) {
        continue;
      }
      if (tracks.size() == MOST_TRACKS) {
        throw new MediaFormatException(LIMIT, "moov", "more than " + MOST_TRACKS + " tracks");
      }
      LoadedTrack track = new TrackReader(source, boxes, movie, child).read();
      requireNew(track.track().id(), tracks);
      tracks.add(track);
    }
    return tracks;
  }

  private static void requireNew(int id, List<LoadedTrack> known) throws MediaFormatException {
    if (known.stream().anyMatch(track -> track.track().id() == id)) {
      throw new MediaFormatException(
          MALFORMED, "moov", "two tracks %d (ISO/IEC 14496-12 §8.3.2)".formatted(id));
    }
  }

  /** In the order of the file; those that only hold chapters are not among them. */
  public List<Mp4Track> tracks() {
    List<Integer> ofChapters =
        tracks.stream().flatMap(track -> track.chapterTracks().stream()).toList();
    return tracks.stream()
        .map(LoadedTrack::track)
        .filter(track -> !ofChapters.contains(track.id()))
        .toList();
  }

  /** In the order of the film. */
  public List<Chapter> chapters() {
    return chapters;
  }

  /** What is wrong with a file that can be read, such as that its end is missing. */
  public Optional<String> note() {
    return note;
  }

  /**
   * When the last track that can be played ends, as far as the file says; 0 where there is none.
   */
  public long endMicros() {
    long end = 0;
    for (Mp4Track track : tracks()) {
      if (track.media().isPresent()) {
        end = Math.max(end, micros(track.endTicks(), track.timescale()));
      }
    }
    return end;
  }

  private static long micros(long ticks, int timescale) {
    return MediaTime.convert(ticks, timescale, MICROS_PER_SECOND);
  }

  /**
   * Walks over the samples of a track from its beginning; any number may do so at the same time.
   *
   * @throws MediaFormatException where the tables of the track could not be read
   */
  public Mp4Samples samples(int trackId) throws IOException, MediaFormatException {
    LoadedTrack track = track(trackId);
    if (track.media().isEmpty()) {
      throw new MediaFormatException(
          UNSUPPORTED, "track", track.track().problem().orElse("has no samples"));
    }
    return Mp4Samples.open(track.media().get(), source.lengthBytes());
  }

  /** The octets of a sample; may block. */
  public Bytes read(Mp4Sample sample) throws IOException {
    return source.read(sample.offset(), sample.sizeBytes());
  }

  /**
   * A sample without the framing of the file, or empty where there is nothing to be played in it.
   *
   * @param octets of the sample, or of any one that is framed alike
   */
  public Optional<MediaSample> unframed(int trackId, Mp4Sample sample, Bytes octets)
      throws MediaFormatException {
    SampleEntry entry =
        track(trackId)
            .entry()
            .orElseThrow(() -> new IllegalArgumentException("no media in track " + trackId));
    List<Bytes> units = octets.isEmpty() ? List.of() : entry.units(octets);
    return units.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MediaSample(
                trackId,
                sample.dtsTicks(),
                sample.compositionTicks(),
                sample.durationTicks(),
                sample.sync(),
                units));
  }

  private LoadedTrack track(int trackId) {
    return tracks.stream()
        .filter(known -> known.track().id() == trackId)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no track " + trackId));
  }
}
