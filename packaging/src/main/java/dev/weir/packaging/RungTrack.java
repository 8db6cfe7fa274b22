package dev.weir.packaging;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One rung in one period as it grows: cut into the leader's parts and segments. Confined to its
 * packager.
 *
 * <p>A segment is complete when a picture of the next has come. One of which pictures are missing
 * at its end, because the encoder was ended or could not keep up, becomes a gap as a whole: players
 * pass over gaps, and stop at holes.
 */
final class RungTrack {
  private static final long NONE = -1;

  /** Pictures that wait for the leader's cuts; they come after them, so that few do. */
  private static final int MOST_WAITING = 2048;

  /** A last picture is not followed by another of the segment within that. */
  private static final int LAST_PICTURE_MILLIS = 300;

  private final RungPackager.Rung rung;
  private final String folder;
  private final BlobStore store;

  private LeaderCuts leader;
  private @Nullable Track track;
  private Bytes header = Bytes.EMPTY;
  private @Nullable PartWriter writer;

  private final Deque<MediaSample> waiting = new ArrayDeque<>();
  private final TreeMap<Long, Segment> whole = new TreeMap<>();
  private boolean expected;
  private long lostPictures;

  /** Of the first segment that may still come; what is missing before it is a gap for good. */
  private long nextSequence;

  // Of the open segment.
  private long openSequence = NONE;
  private long openWallMillis;
  private int openPart;
  private final List<Part> parts = new ArrayList<>();
  private final List<MediaSample> pictures = new ArrayList<>();
  private boolean spoiled;

  /**
   * @param before how it was coded in an earlier period, until the encoder tells
   */
  RungTrack(
      RungPackager.Rung rung,
      Optional<Track> before,
      PeriodTrack leader,
      String folder,
      BlobStore store) {
    this.rung = rung;
    this.track = before.orElse(null);
    this.leader = new LeaderCuts(leader);
    this.folder = folder;
    this.store = store;
  }

  /** Pictures are on their way: what is not there yet is late, not missing. */
  void expect() {
    expected = true;
  }

  /** What is not there yet is missing. */
  void expectNothing() {
    expected = false;
  }

  /** Viewers have been told that it has nothing of what the leader has so far. */
  void beginAfterAll() {
    List<Segment> segments = leader.leader().segments();
    if (!segments.isEmpty()) {
      nextSequence = segments.getLast().sequence() + 1;
    }
  }

  void begin(Track made) {
    if (made.timescale() != leader.leader().timescale()) {
      throw new IllegalArgumentException("a rung counts time as its leader does");
    }
    if (writer == null) {
      track = made;
      header = CmafWriter.header(made);
      writer = new PartWriter(made, folder, store);
    }
  }

  /** Says whether anything can be seen that could not before. */
  boolean add(MediaSample picture) throws IOException {
    if (writer == null || waiting.size() >= MOST_WAITING) {
      lostPictures++;
      return false;
    }
    int partsBefore = parts.size();
    long sequenceBefore = openSequence;
    waiting.add(picture);
    settle(leader.edgeTicks());
    return parts.size() != partsBefore || openSequence != sequenceBefore;
  }

  /** The leader as it is now. */
  void follow(PeriodTrack now) throws IOException {
    leader = new LeaderCuts(now);
    settle(leader.edgeTicks());
    giveUpSpoiled();
    while (!whole.isEmpty() && whole.firstKey() < firstSequence()) {
      delete(whole.pollFirstEntry().getValue().parts());
    }
  }

  private long firstSequence() {
    List<Segment> segments = leader.leader().segments();
    return segments.isEmpty() ? Long.MAX_VALUE : segments.getFirst().sequence();
  }

  /** No further picture will come for now. */
  void end() throws IOException {
    settle(Long.MAX_VALUE);
    if (isWhole()) {
      leaveSegment();
    } else {
      spoil();
      giveUpSpoiled();
    }
    expected = false;
  }

  void forgetAll() throws IOException {
    waiting.clear();
    abandonSegment();
    for (Segment segment : whole.values()) {
      delete(segment.parts());
    }
    whole.clear();
  }

  long lostPictures() {
    return lostPictures;
  }

  /** Something of it can be shown. */
  boolean hasParts() {
    return !whole.isEmpty() || !parts.isEmpty();
  }

  /** Of the first segment that may still come. */
  long nextSequence() {
    return nextSequence;
  }

  private void settle(long edgeTicks) throws IOException {
    while (!waiting.isEmpty() && waiting.getFirst().ptsTicks() < edgeTicks) {
      place(waiting.removeFirst());
    }
  }

  private void place(MediaSample picture) throws IOException {
    Optional<LeaderCuts.Beginning> beginning =
        leader.beginningAfter(Math.max(openSequence, nextSequence - 1), picture);
    if (beginning.isPresent()) {
      if (openSequence != NONE && beginning.get().sequence() == openSequence + 1) {
        closeSegment(picture.ptsTicks());
      } else {
        leaveSegment();
      }
      open(beginning.get());
    } else if (openSequence == NONE || spoiled) {
      lostPictures++;
      return;
    } else {
      int part = leader.partAt(openSequence, picture.ptsTicks());
      if (part != openPart) {
        closePart(picture.ptsTicks());
        openPart = part;
      }
    }
    pictures.add(picture);
  }

  private void open(LeaderCuts.Beginning beginning) {
    openSequence = beginning.sequence();
    openWallMillis = beginning.wallMillis();
    openPart = 0;
    spoiled = false;
    nextSequence = openSequence;
  }

  /** Ends what is open: as a gap, unless its last picture is the leader's last. */
  private void leaveSegment() throws IOException {
    if (isWhole()) {
      long leaderTicks = leader.segment(openSequence).orElseThrow().endTicks();
      closeSegment(Math.max(leaderTicks, pictures.getLast().ptsTicks() + 1));
    } else {
      abandonSegment();
    }
  }

  private boolean isWhole() {
    if (openSequence == NONE || spoiled || pictures.isEmpty()) {
      return false;
    }
    long mostTicks =
        MediaTime.convert(
            LAST_PICTURE_MILLIS, MediaTime.MILLIS_PER_SECOND, leader.leader().timescale());
    long lastTicks = pictures.getLast().ptsTicks();
    return leader
        .segment(openSequence)
        .filter(Segment::complete)
        .filter(segment -> segment.endTicks() - mostTicks <= lastTicks)
        .isPresent();
  }

  private void closeSegment(long endTicks) throws IOException {
    closePart(endTicks);
    if (spoiled) {
      abandonSegment();
      return;
    }
    requireWriter().seal(parts);
    whole.put(openSequence, openSegment(true));
    nextSequence = openSequence + 1;
    openSequence = NONE;
    parts.clear();
  }

  private void closePart(long endTicks) throws IOException {
    if (pictures.isEmpty()) {
      return;
    }
    for (int i = 0; i < pictures.size(); i++) {
      long until = i + 1 < pictures.size() ? pictures.get(i + 1).ptsTicks() : endTicks;
      MediaSample picture = pictures.get(i);
      long ticks = Math.max(1, until - picture.ptsTicks());
      pictures.set(i, picture.withDurationTicks(Math.toIntExact(ticks)));
    }
    try {
      parts.add(requireWriter().append(parts, pictures));
      pictures.clear();
    } catch (BlobException refused) {
      spoil();
    }
  }

  /** Pictures are missing; the parts that were shown stay until it is the gap that it will be. */
  private void spoil() {
    lostPictures += pictures.size();
    pictures.clear();
    spoiled = true;
  }

  private void giveUpSpoiled() throws IOException {
    if (spoiled && leader.segment(openSequence).stream().allMatch(Segment::complete)) {
      abandonSegment();
    }
  }

  private void abandonSegment() throws IOException {
    if (openSequence == NONE) {
      return;
    }
    delete(parts);
    parts.clear();
    pictures.clear();
    spoiled = false;
    nextSequence = openSequence + 1;
    openSequence = NONE;
  }

  private void delete(List<Part> gone) throws IOException {
    if (writer != null) {
      writer.delete(gone);
    }
  }

  private PartWriter requireWriter() {
    if (writer == null) {
      throw new IllegalStateException("pictures came before the header of " + rung.name());
    }
    return writer;
  }

  private Segment openSegment(boolean isComplete) {
    long startTicks = parts.getFirst().startTicks();
    long durationTicks = parts.getLast().endTicks() - startTicks;
    return new Segment(openSequence, startTicks, durationTicks, openWallMillis, parts, isComplete);
  }

  /** As far as it is known: up to where it lags behind, or as far as the leader where it rests. */
  PeriodTrack build() {
    var segments = new ArrayList<Segment>();
    for (Segment model : leader.leader().segments()) {
      Optional<Segment> segment = like(model);
      if (segment.isEmpty()) {
        break;
      }
      segments.add(segment.get());
    }
    return new PeriodTrack(
        rung.name(),
        Objects.requireNonNull(track),
        header,
        leader.leader().frameRate(),
        segments,
        TrackLabel.NONE,
        rung.plannedBps());
  }

  private Optional<Segment> like(Segment model) {
    @Nullable Segment own = whole.get(model.sequence());
    if (own != null) {
      return Optional.of(own);
    }
    if (model.sequence() == openSequence) {
      return parts.isEmpty() ? Optional.empty() : Optional.of(openSegment(false));
    }
    if (!expected && model.complete()) {
      nextSequence = Math.max(nextSequence, model.sequence() + 1);
    }
    boolean isMissing = model.complete() && model.sequence() < nextSequence;
    return isMissing ? Optional.of(gap(model)) : Optional.empty();
  }

  private static Segment gap(Segment model) {
    return new Segment(
        model.sequence(),
        model.startTicks(),
        model.durationTicks(),
        model.wallMillis(),
        List.of(),
        true);
  }
}
