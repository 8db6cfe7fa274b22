package dev.weir.packaging;

import dev.weir.media.Anchor;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One period as it grows: its segmenter and its tracks. Confined to its packager. */
final class PeriodBuilder {
  private final Anchor anchor;
  private final long discontinuity;
  private final Segmenter segmenter;
  private final List<TrackBuilder> tracks;

  private long nextSequence;
  private long correctionMillis;
  private boolean changed;
  private boolean ended;

  PeriodBuilder(
      StreamEvent.PeriodStarted started,
      String folder,
      PackagingConfig config,
      BlobStore store,
      Optional<Grid> grid,
      long firstSequence,
      long discontinuity) {
    this.anchor = started.anchor();
    this.discontinuity = discontinuity;
    this.nextSequence = firstSequence;
    List<Track> leaderFirst = leaderFirst(started.tracks());
    this.tracks = builders(leaderFirst, folder + "/" + id(), store);
    this.segmenter = new Segmenter(leaderFirst, config, grid, new Cuts());
  }

  /** Video decides where segments are cut, where there is any. */
  static List<Track> leaderFirst(List<Track> tracks) {
    return tracks.stream().sorted(Comparator.comparing(Track::kind)).toList();
  }

  /** Renditions are called after what they are: video, audio, and audio-2 for a second one. */
  private List<TrackBuilder> builders(List<Track> leaderFirst, String folder, BlobStore store) {
    Map<TrackKind, Integer> seen = new EnumMap<>(TrackKind.class);
    var builders = new ArrayList<TrackBuilder>();
    for (Track track : leaderFirst) {
      int number = seen.merge(track.kind(), 1, Integer::sum);
      String name =
          switch (track.kind()) {
            case VIDEO -> "video";
            case AUDIO -> "audio";
          };
      String unique = number == 1 ? name : name + "-" + number;
      builders.add(new TrackBuilder(unique, track, anchor, folder + "/" + unique, store));
    }
    return List.copyOf(builders);
  }

  private long id() {
    return anchor.wallMillis();
  }

  /** Says whether anything can be seen that could not before. */
  boolean add(MediaSample sample) throws IOException {
    TrackBuilder track = track(sample.trackId());
    return !track.isBeforeStart(sample) && cutting(() -> segmenter.add(track.onEpoch(sample)));
  }

  boolean flush() throws IOException {
    return cutting(segmenter::flush);
  }

  boolean end() throws IOException {
    cutting(segmenter::end);
    ended = true;
    return true;
  }

  /** From the next segment on, dates follow this anchor; names and media time stay as they are. */
  boolean correct(Anchor corrected) {
    long mediaMillis =
        MediaTime.toMillis(corrected.mediaNanos() - anchor.mediaNanos(), 1_000_000_000);
    correctionMillis = corrected.wallMillis() - anchor.wallMillis() - mediaMillis;
    return false;
  }

  Optional<Grid> grid() {
    return segmenter.grid();
  }

  long nextSequence() {
    return nextSequence;
  }

  long unalignedSegments() {
    return segmenter.unalignedSegments();
  }

  /** Of other tracks than the leader. */
  long unalignedBesideLeader() {
    return tracks.stream().skip(1).mapToLong(TrackBuilder::unalignedSegments).sum();
  }

  boolean isEnded() {
    return ended;
  }

  boolean hasSegments() {
    return leader().hasSegments();
  }

  boolean hasWholeSegments() {
    return leader().hasWholeSegments();
  }

  long oldestEndMillis() {
    return leader().oldestEndMillis();
  }

  long edgeMillis() {
    return hasSegments() ? leader().edgeMillis() : id();
  }

  void forgetOldest() throws IOException {
    for (TrackBuilder track : tracks) {
      track.forgetOldest();
    }
  }

  void forgetAll() throws IOException {
    for (TrackBuilder track : tracks) {
      track.forgetAll();
    }
  }

  Period build() {
    return new Period(
        id(), discontinuity, tracks.stream().map(TrackBuilder::build).toList(), ended);
  }

  private TrackBuilder leader() {
    return tracks.getFirst();
  }

  private TrackBuilder track(int trackId) {
    return tracks.stream().filter(track -> track.id() == trackId).findFirst().orElseThrow();
  }

  private boolean cutting(Runnable cuts) throws IOException {
    changed = false;
    try {
      cuts.run();
    } catch (UncheckedIOException refused) {
      throw refused.getCause();
    }
    return changed;
  }

  /** Writes what the segmenter cuts. */
  private final class Cuts implements Segmenter.Sink {
    @Override
    public void onPart(int trackId, List<MediaSample> samples) {
      try {
        track(trackId).append(samples, nextSequence, correctionMillis);
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
      changed = true;
    }

    @Override
    public void onSegmentEnd() {
      Optional<TrackBuilder.Span> span =
          tracks.stream().flatMap(TrackBuilder::openSpan).findFirst();
      if (span.isEmpty()) {
        return;
      }
      try {
        for (TrackBuilder track : tracks) {
          track.closeSegment(nextSequence, span.get());
        }
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
      nextSequence++;
      changed = true;
    }
  }
}
