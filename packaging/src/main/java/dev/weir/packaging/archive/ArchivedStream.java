package dev.weir.packaging.archive;

import dev.weir.media.MediaTime;
import dev.weir.packaging.Interval;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.storage.DurableBlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the disk has of one stream, on air or not, for those who ask for more than playlists list:
 * any stretch of it, and any of its files by name. Every call reads indexes and blocks. All that is
 * kept in memory are the names of the extents, so that files are found without a look through all
 * folders; a file that is not found among them is looked for anew. Thread-safe.
 */
public final class ArchivedStream {
  /** Dates are corrected as an encoder's clock drifts, names are not. */
  private static final long DRIFT_MILLIS = 60_000;

  /** Periods in which one file is looked for. */
  private static final int MOST_PERIODS_SEARCHED = 32;

  /** Periods that are told of. */
  private static final int MOST_PERIODS_TOLD = 200;

  private final String folder;
  private final DurableBlobStore disk;

  /** The names as they were last read; older ones may have gone since, and newer ones come. */
  private volatile @Nullable ArchiveListing known;

  /**
   * @param folder below which the disk keeps the stream
   */
  public ArchivedStream(String folder, DurableBlobStore disk) {
    this.folder = folder;
    this.disk = disk;
  }

  /**
   * The whole segments that have something of the interval, as a presentation that has ended; empty
   * where there is none. Broadcasts that follow each other under one name are joined, and what the
   * disk lacks or does not give back in between are gaps.
   *
   * @throws IOException where the disk gives nothing of it back
   */
  public Optional<Presentation> within(Interval interval) throws IOException {
    var reading = new Reading(interval, new StretchBuilder(), new Attempts());
    ArchiveListing listing = listing();
    for (var period : listing.periods().entrySet()) {
      if (mayReach(listing, period.getKey(), interval)) {
        boolean isOpen =
            period.equals(listing.periods().lastEntry()) && !listing.endedWith(period.getKey());
        read(period.getKey(), period.getValue(), isOpen, reading);
      }
    }
    Optional<Presentation> found =
        reading.stretch.build().flatMap(presentation -> presentation.within(interval));
    return reading.attempts.orFailure(found);
  }

  private ArchiveListing listing() throws IOException {
    ArchiveListing read = ArchiveListing.read(folder, disk);
    known = read;
    return read;
  }

  /** What is looked for, and what has come of it so far. */
  private record Reading(Interval interval, StretchBuilder stretch, Attempts attempts) {}

  private static boolean mayReach(ArchiveListing listing, long periodId, Interval interval) {
    Long next = listing.periods().higherKey(periodId);
    return periodId - DRIFT_MILLIS < interval.endMillis()
        && (next == null || next + DRIFT_MILLIS > interval.startMillis());
  }

  private void read(long periodId, List<TrackFiles> files, boolean isOpen, Reading reading) {
    var tracks = new ArrayList<PeriodTrack>();
    @Nullable IndexHeader header = null;
    for (TrackFiles track : files) {
      Optional<PeriodTrack> empty = reading.attempts.read(() -> Optional.of(track.read(disk)));
      List<ExtentIndex> indexes =
          empty.map(known -> indexes(track, known.timescale(), reading)).orElse(List.of());
      if (!indexes.isEmpty()) {
        header = indexes.getLast().header();
        double frameRate = header.frameRate();
        empty.ifPresent(known -> tracks.add(known.with(frameRate).with(segments(indexes, isOpen))));
      }
    }
    if (header != null) {
      reading.stretch.add(periodId, header, tracks);
    }
  }

  private List<ExtentIndex> indexes(TrackFiles track, int timescale, Reading reading) {
    return overlapping(track.extents(), timescale, reading.interval).stream()
        .flatMap(extent -> reading.attempts.read(() -> ExtentIndex.read(extent, disk)).stream())
        .toList();
  }

  /** The last segment of a stream on air may still be written. */
  private static List<Segment> segments(List<ExtentIndex> indexes, boolean isOpen) {
    var assembly = new SegmentAssembly();
    indexes.forEach(assembly::add);
    List<Segment> segments = assembly.segments();
    return isOpen && !segments.isEmpty() ? segments.subList(0, segments.size() - 1) : segments;
  }

  private static List<ExtentName> overlapping(
      List<ExtentName> extents, int timescale, Interval interval) {
    var found = new ArrayList<ExtentName>();
    for (int i = 0; i < extents.size(); i++) {
      long startMillis = MediaTime.toMillis(extents.get(i).startTicks(), timescale);
      long endMillis =
          i + 1 < extents.size()
              ? MediaTime.toMillis(extents.get(i + 1).startTicks(), timescale)
              : Long.MAX_VALUE - DRIFT_MILLIS;
      if (startMillis - DRIFT_MILLIS < interval.endMillis()
          && endMillis + DRIFT_MILLIS > interval.startMillis()) {
        found.add(extents.get(i));
      }
    }
    return found;
  }

  /**
   * A header or a whole segment that is on disk; missing otherwise.
   *
   * @throws IOException where the disk cannot be read
   */
  public MediaLookup find(String rendition, MediaName name) throws IOException {
    return switch (name) {
      case MediaName.Header(long periodId) -> found(names -> header(names, rendition, periodId));
      case MediaName.SegmentFile(long startTicks) ->
          found(names -> segment(names, rendition, startTicks));
      case MediaName.Playlist(), MediaName.IFramePlaylist(), MediaName.PartFile _ ->
          new MediaLookup.Missing();
    };
  }

  /** Looks for a file where the names say that it could be. */
  private interface Search {
    Optional<MediaLookup> in(ArchiveListing names) throws IOException;
  }

  private MediaLookup found(Search search) throws IOException {
    ArchiveListing names = known;
    Optional<MediaLookup> found =
        names == null ? Optional.empty() : new Attempts().read(() -> search.in(names));
    return found.isPresent()
        ? found.get()
        : search.in(listing()).orElseGet(MediaLookup.Missing::new);
  }

  private Optional<MediaLookup> header(ArchiveListing names, String rendition, long periodId)
      throws IOException {
    Optional<TrackFiles> track = names.track(periodId, rendition);
    return track.isPresent()
        ? Optional.of(new MediaLookup.FoundHeader(track.get().read(disk).header()))
        : Optional.empty();
  }

  /** Periods count time in ticks of their own, so that more than one may have the name. */
  private Optional<MediaLookup> segment(ArchiveListing names, String rendition, long startTicks)
      throws IOException {
    List<ExtentName> candidates =
        names.periods().descendingMap().keySet().stream()
            .flatMap(id -> names.track(id, rendition).stream())
            .flatMap(track -> track.extentAt(startTicks).stream())
            .limit(MOST_PERIODS_SEARCHED)
            .toList();
    var attempts = new Attempts();
    for (ExtentName extent : candidates) {
      Optional<Segment> found =
          attempts.read(() -> ExtentIndex.read(extent, disk)).stream()
              .flatMap(index -> segments(List.of(index), false).stream())
              .filter(segment -> segment.startTicks() == startTicks && !segment.isGap())
              .findFirst();
      if (found.isPresent()) {
        return Optional.of(new MediaLookup.FoundParts(found.get().parts()));
      }
    }
    return attempts.orFailure(Optional.empty());
  }

  /**
   * When the stream was on air, as far as the disk has it: the newest broadcasts, oldest first.
   *
   * @throws IOException where the disk cannot be read
   */
  public List<Interval> broadcasts() throws IOException {
    var periods = listing().periods();
    var attempts = new Attempts();
    var found = new TreeMap<Long, Interval>();
    for (List<TrackFiles> files :
        periods.descendingMap().values().stream().limit(MOST_PERIODS_TOLD).toList()) {
      attempts
          .read(() -> broadcast(files.getFirst()))
          .ifPresent(part -> found.merge(part.startMillis(), part.span(), ArchivedStream::joined));
    }
    Optional<List<Interval>> told =
        Optional.of(List.copyOf(found.values())).filter(list -> !list.isEmpty());
    return attempts.orFailure(told).orElse(List.of());
  }

  /** A period of the broadcast that began at a moment. */
  private record Broadcast(long startMillis, Interval span) {}

  private Optional<Broadcast> broadcast(TrackFiles files) throws IOException {
    Optional<ExtentIndex> first = ExtentIndex.read(files.extents().getFirst(), disk);
    Optional<ExtentIndex> last = ExtentIndex.read(files.extents().getLast(), disk);
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    return spanned(first.get(), last.get(), files.read(disk).timescale())
        .map(span -> new Broadcast(first.get().header().startMillis(), span));
  }

  private static Optional<Interval> spanned(ExtentIndex first, ExtentIndex last, int timescale) {
    List<Segment> head = segments(List.of(first), false);
    List<Segment> tail = segments(List.of(last), false);
    if (head.isEmpty() || tail.isEmpty()) {
      return Optional.empty();
    }
    long lengthMillis = MediaTime.toMillis(tail.getLast().durationTicks(), timescale);
    return Optional.of(
        new Interval(
            head.getFirst().wallMillis(),
            Math.max(head.getFirst().wallMillis(), tail.getLast().wallMillis())
                + lengthMillis
                + 1));
  }

  private static Interval joined(Interval one, Interval other) {
    return new Interval(
        Math.min(one.startMillis(), other.startMillis()),
        Math.max(one.endMillis(), other.endMillis()));
  }
}
