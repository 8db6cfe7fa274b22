package dev.weir.packaging.archive;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.Track;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads assets from disk: of each rendition the header and the indexes of its extents, no media.
 * Blocks; thread-safe.
 */
public final class AssetReader {
  private static final int MICROS_PER_MILLI = 1_000;

  private final DurableBlobStore disk;

  public AssetReader(DurableBlobStore disk) {
    this.disk = disk;
  }

  /**
   * What viewers get of an asset; empty where nothing of it can be played.
   *
   * @param renditions that are whole, in the order in which players are to be told of them; video
   *     goes before sound in any case
   * @throws IOException where the disk gives nothing of it back; where it lacks one rendition of
   *     several, the others are shown
   */
  public Optional<Presentation> read(String assetId, List<String> renditions) throws IOException {
    var attempts = new Attempts();
    var tracks = new ArrayList<PeriodTrack>();
    for (String name : renditions) {
      attempts.read(() -> track(assetId, name)).ifPresent(tracks::add);
    }
    tracks.sort(Comparator.comparing(track -> track.track().kind()));
    Optional<Presentation> found =
        tracks.isEmpty() ? Optional.empty() : Optional.of(presentation(tracks));
    return attempts.orFailure(found);
  }

  private Optional<PeriodTrack> track(String assetId, String name) throws IOException {
    var files = new RenditionFiles(disk, RenditionFiles.folder(assetId, name));
    Optional<Bytes> header = files.header();
    if (header.isEmpty()) {
      return Optional.empty();
    }
    Track track = track(name, header.get());
    List<ExtentIndex> indexes = files.finished(header.get());
    var assembly = new SegmentAssembly();
    indexes.forEach(assembly::add);
    List<Segment> segments = withoutLastGaps(assembly.segments());
    boolean isWhole = !segments.isEmpty() && segments.getFirst().sequence() == 0;
    if (!isWhole) {
      return Optional.empty();
    }
    double frameRate =
        indexes.stream().mapToDouble(index -> index.header().frameRate()).max().orElse(0);
    var read = new PeriodTrack(name, track, header.get(), frameRate, segments);
    return Optional.of(HoleFiller.fill(read, targetSeconds(List.of(read))));
  }

  private static Track track(String name, Bytes header) throws IOException {
    try {
      return FragmentedMp4Reader.open(header).tracks().getFirst();
    } catch (MediaFormatException damaged) {
      throw new IOException(name + ": " + damaged.getMessage(), damaged);
    }
  }

  /** A track that ends early has fewer segments. */
  private static List<Segment> withoutLastGaps(List<Segment> segments) {
    int end = segments.size();
    while (end > 0 && segments.get(end - 1).isGap()) {
      end--;
    }
    return segments.subList(0, end);
  }

  private static Presentation presentation(List<PeriodTrack> tracks) {
    var period = new Period(AssetTimeline.ORIGIN_MILLIS, 0, tracks, true);
    return new Presentation(
        Presentation.State.ENDED,
        targetSeconds(tracks),
        0,
        AssetTimeline.ORIGIN_MILLIS,
        lengthMillis(tracks),
        List.of(period));
  }

  /** RFC 8216bis §4.4.3.1: no segment is longer, rounded to the nearest second. */
  private static int targetSeconds(List<PeriodTrack> tracks) {
    long longestMicros = AssetTimeline.MICROS_PER_SECOND;
    for (PeriodTrack track : tracks) {
      for (Segment segment : track.segments()) {
        longestMicros = Math.max(longestMicros, track.durationMicros(segment));
      }
    }
    return (int)
        ((longestMicros + AssetTimeline.MICROS_PER_SECOND / 2) / AssetTimeline.MICROS_PER_SECOND);
  }

  /** Everything is listed. */
  private static long lengthMillis(List<PeriodTrack> tracks) {
    long longest = 0;
    for (PeriodTrack track : tracks) {
      long micros = track.segments().stream().mapToLong(track::durationMicros).sum();
      longest = Math.max(longest, micros);
    }
    return Math.ceilDiv(longest, MICROS_PER_MILLI);
  }
}
