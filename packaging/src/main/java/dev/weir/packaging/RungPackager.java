package dev.weir.packaging;

import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Packages what is made of a stream's pictures in other sizes, its rungs, and puts them beside what
 * they are made of. A rung is cut where the leading track is, into segments of the same numbers and
 * dates; it comes later, and where it has nothing it has gaps. Confined to its caller.
 *
 * <p>Pictures come in runs of the encoder, each of one period.
 */
public final class RungPackager {
  private final String folder;
  private final List<Rung> rungs;
  private final BlobStore store;
  private final Predicate<String> isTold;
  private final List<RungPeriod> periods = new ArrayList<>();

  /** How each rung was coded last; null before the encoder has told for the first time. */
  private final @Nullable Track[] made;

  /** Rungs are listed from their first part on. */
  private final boolean[] shown;

  /** What was shown last that has rungs. */
  private @Nullable Presentation before;

  private Presentation source;
  private boolean active;
  private long lostBefore;

  /**
   * One that is planned.
   *
   * @param name of its rendition, such as {@code video-360p}
   * @param plannedBps that it may have; told until it is measured
   */
  public record Rung(String name, long plannedBps) {}

  /** The rungs of one period. */
  private record RungPeriod(long id, List<RungTrack> tracks) {}

  /**
   * @param folder below which the store keeps the extents of the rungs
   * @param rungs in the order in which they are to be listed
   * @param source what the rungs are made of, as it is now
   * @param isTold whether viewers know a rung, by its name: where a period has nothing of it they
   *     have been told of gaps
   */
  public RungPackager(
      String folder,
      List<Rung> rungs,
      BlobStore store,
      Presentation source,
      Predicate<String> isTold) {
    this.folder = folder;
    this.rungs = List.copyOf(rungs);
    this.store = store;
    this.source = source;
    this.isTold = isTold;
    this.made = new Track[rungs.size()];
    this.shown = new boolean[rungs.size()];
  }

  /** What the rungs are made of is this by now. */
  public void follow(Presentation newSource) throws IOException {
    source = newSource;
    for (RungPeriod period : List.copyOf(periods)) {
      Optional<Period> known = period(period.id());
      if (known.isPresent()) {
        for (RungTrack track : period.tracks()) {
          track.follow(known.get().leader());
        }
      } else {
        forget(period);
      }
    }
  }

  private Optional<Period> period(long id) {
    return source.periods().stream().filter(period -> period.id() == id).findFirst();
  }

  private void forget(RungPeriod period) throws IOException {
    for (RungTrack track : period.tracks()) {
      track.forgetAll();
      lostBefore += track.lostPictures();
    }
    periods.remove(period);
  }

  /**
   * A run of the encoder begins, for one period of the source: from now on what is not there yet is
   * late, not missing.
   *
   * @param numbers of the rungs that it makes; of the others nothing will come
   * @return the sequence number of the first segment that it may begin with; what lies before it
   *     has been told to be a gap
   */
  public long expect(long periodId, List<Integer> numbers) {
    List<RungTrack> tracks = tracks(periodId);
    active = true;
    long from = 0;
    for (int i = 0; i < tracks.size(); i++) {
      if (numbers.contains(i)) {
        tracks.get(i).expect();
        from = Math.max(from, tracks.get(i).nextSequence());
      } else {
        tracks.get(i).expectNothing();
      }
    }
    return from;
  }

  /**
   * The encoder has told how a rung is coded.
   *
   * @param rung its number in their order
   * @param track with the timescale of the source
   */
  public void begin(long periodId, int rung, Track track) {
    made[rung] = track;
    List<RungTrack> tracks = tracks(periodId);
    if (tracks.isEmpty()) {
      return;
    }
    tracks.get(rung).begin(track);
    if (!shown[rung] && isTold.test(rungs.get(rung).name())) {
      tracks.get(rung).beginAfterAll(); // viewers were told of gaps while the encoder started
      shown[rung] = true;
    }
  }

  /**
   * The next picture of a rung, on the timeline of the source, which counts from 1970.
   *
   * @return whether anything can be seen that could not before
   */
  public boolean add(long periodId, int rung, MediaSample picture) throws IOException {
    List<RungTrack> tracks = tracks(periodId);
    if (tracks.isEmpty()) {
      return false;
    }
    boolean isNew = tracks.get(rung).add(picture);
    shown[rung] |= tracks.get(rung).hasParts();
    return isNew;
  }

  /** The run has ended: what has not come of that period is missing. */
  public void end(long periodId) throws IOException {
    for (RungTrack track : tracks(periodId)) {
      track.end();
    }
  }

  /** No further run will begin for now. */
  public void rest() throws IOException {
    active = false;
    for (RungPeriod period : periods) {
      end(period.id());
    }
  }

  /** All of these rungs have something to show. */
  public boolean hasAll(List<Integer> numbers) {
    return !numbers.isEmpty() && numbers.stream().allMatch(number -> shown[number]);
  }

  /** Some rung has something to show. */
  public boolean hasAny() {
    for (boolean one : shown) {
      if (one) {
        return true;
      }
    }
    return false;
  }

  /** Pictures that came and could not be used. */
  public long lostPictures() {
    return lostBefore
        + periods.stream()
            .flatMap(period -> period.tracks().stream())
            .mapToLong(RungTrack::lostPictures)
            .sum();
  }

  /**
   * The source as it was told last, with the rungs after its leading tracks, to be shown to viewers
   * next.
   */
  public Presentation compose() {
    Presentation whole =
        source.with(source.periods().stream().map(this::compose).toList(), source.windowMillis());
    if (before == null && !hasAny()) {
      return whole;
    }
    before = whole.linedUp(Optional.ofNullable(before));
    return before;
  }

  private Period compose(Period period) {
    if (!active && periods.stream().noneMatch(known -> known.id() == period.id())) {
      return period;
    }
    List<RungTrack> own = tracks(period.id());
    var tracks = new ArrayList<PeriodTrack>();
    tracks.add(period.leader());
    for (int i = 0; i < shown.length; i++) {
      if (shown[i]) {
        tracks.add(own.get(i).build());
      }
    }
    tracks.addAll(period.tracks().subList(1, period.tracks().size()));
    return period.with(tracks);
  }

  /** Deletes all that was written of them. */
  public void delete() throws IOException {
    for (RungPeriod period : List.copyOf(periods)) {
      forget(period);
    }
  }

  /** Of a period that the source has had; those of one that it has no more are of no use. */
  private List<RungTrack> tracks(long periodId) {
    for (RungPeriod period : periods) {
      if (period.id() == periodId) {
        return period.tracks();
      }
    }
    List<RungTrack> tracks = period(periodId).map(this::newTracks).orElse(List.of());
    if (!tracks.isEmpty()) {
      periods.add(new RungPeriod(periodId, tracks));
    }
    return tracks;
  }

  private List<RungTrack> newTracks(Period period) {
    var tracks = new ArrayList<RungTrack>();
    for (int i = 0; i < made.length; i++) {
      Rung rung = rungs.get(i);
      String below = folder + "/" + period.id() + "/" + rung.name();
      var track = new RungTrack(rung, Optional.ofNullable(made[i]), period.leader(), below, store);
      if (active) {
        track.expect();
      } else if (isTold.test(rung.name())) {
        track.beginAfterAll();
      }
      tracks.add(track);
    }
    return List.copyOf(tracks);
  }
}
