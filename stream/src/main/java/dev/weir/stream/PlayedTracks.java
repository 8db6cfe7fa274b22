package dev.weir.stream;

import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The tracks of one run of timestamps and how far each has come. Confined to its timeline. */
final class PlayedTracks {
  private static final class Cursor {
    final Track track;

    boolean started;
    boolean decodable;
    long leadNanos;
    long lastDtsNanos;
    long lastGapNanos;

    Cursor(Track track) {
      this.track = track;
      this.decodable = track.kind() != TrackKind.VIDEO;
    }
  }

  private final SortedMap<Integer, Cursor> cursors = new TreeMap<>();
  private long newestNanos = Long.MIN_VALUE;
  private long newestArrivalNanos;
  private int entryTrackId;
  private long entryPtsNanos = Long.MIN_VALUE;

  boolean isEmpty() {
    return cursors.isEmpty();
  }

  boolean has(Track track) {
    Cursor cursor = cursors.get(track.id());
    return cursor != null && cursor.track.equals(track);
  }

  boolean hasVideo() {
    return has(TrackKind.VIDEO);
  }

  boolean has(TrackKind kind) {
    return cursors.values().stream().anyMatch(cursor -> cursor.track.kind() == kind);
  }

  List<Track> tracks() {
    return cursors.values().stream().map(cursor -> cursor.track).toList();
  }

  Collection<Integer> ids() {
    return cursors.keySet();
  }

  /** The track, at the place where {@code nanos} is the newest media time. */
  void add(Track track, long nanos) {
    add(new Cursor(track), nanos);
  }

  /** The track goes on from an earlier run, and so needs no keyframe to begin with. */
  void addGoingOn(Track track, long nanos) {
    var cursor = new Cursor(track);
    cursor.decodable = true;
    add(cursor, nanos);
  }

  private void add(Cursor cursor, long nanos) {
    cursors.put(cursor.track.id(), cursor);
    newestNanos = Math.max(newestNanos, nanos);
  }

  /** The run begins with this sample; nothing is shown before it if it is a video keyframe. */
  void beginAt(ArrivedSample entry) {
    if (entry.isVideo()) {
      entryTrackId = entry.trackId();
      entryPtsNanos = entry.ptsNanos();
    }
  }

  /**
   * Whether the sample is to be left out at the beginning of the run: it would be presented before
   * the keyframe with which the run begins, or its track has had no keyframe yet.
   */
  boolean isBeforeEntry(ArrivedSample arrived) {
    Cursor cursor = cursors.get(arrived.trackId());
    boolean isDecodable = arrived.sample().keyframe() || (cursor != null && cursor.decodable);
    return !isDecodable
        || (arrived.trackId() != entryTrackId && arrived.ptsNanos() < entryPtsNanos);
  }

  /** Whether the sample comes after the last one of its track. */
  boolean isInOrder(ArrivedSample arrived) {
    Cursor cursor = cursors.get(arrived.trackId());
    return cursor == null || !cursor.started || arrived.dtsNanos() > cursor.lastDtsNanos;
  }

  /** Whether no jump lies between what came before and this sample. */
  boolean isContinuedBy(ArrivedSample arrived, TimelineLimits limits) {
    if (cursors.isEmpty()) {
      return true;
    }
    long dtsNanos = arrived.dtsNanos();
    Cursor cursor = cursors.get(arrived.trackId());
    long earliestNanos =
        cursor != null && cursor.started
            ? cursor.lastDtsNanos - limits.backwards().toNanos()
            : newestNanos - limits.forwardHole().toNanos();
    return dtsNanos >= earliestNanos && dtsNanos <= newestNanos + limits.forwardHole().toNanos();
  }

  /** How far the tracks should have come at the arrival, if they go on as they came. */
  long expectedNanos(Arrival arrival) {
    return newestNanos + arrival.monotonicNanos() - newestArrivalNanos;
  }

  /** How far the sample is from the last of its track, or from the newest where it has none. */
  long distanceNanos(ArrivedSample arrived) {
    Cursor cursor = cursors.get(arrived.trackId());
    long from = cursor != null && cursor.started ? cursor.lastDtsNanos : newestNanos;
    return Math.abs(arrived.dtsNanos() - from);
  }

  /**
   * Moves the sample's track on.
   *
   * @return when the sample ends in media time, by its own word or by the last distance; decoding
   *     times count as if the first sample of the track were decoded when it is shown
   */
  long advance(ArrivedSample arrived) {
    Cursor cursor = cursors.computeIfAbsent(arrived.trackId(), id -> new Cursor(arrived.track()));
    if (cursor.started) {
      cursor.lastGapNanos = arrived.dtsNanos() - cursor.lastDtsNanos;
    }
    if (!cursor.started) {
      cursor.leadNanos = arrived.leadNanos();
    }
    cursor.started = true;
    cursor.decodable |= arrived.sample().keyframe();
    cursor.lastDtsNanos = arrived.dtsNanos();
    if (arrived.dtsNanos() >= newestNanos) {
      newestNanos = arrived.dtsNanos();
      newestArrivalNanos = arrived.arrival().monotonicNanos();
    }
    long lastsFromNanos = Math.max(arrived.dtsNanos() + cursor.leadNanos, arrived.ptsNanos());
    return lastsFromNanos + durationNanos(arrived, cursor);
  }

  private static long durationNanos(ArrivedSample arrived, Cursor cursor) {
    int durationTicks = arrived.sample().durationTicks();
    return durationTicks > 0
        ? MediaTime.toNanos(durationTicks, arrived.track().timescale())
        : cursor.lastGapNanos;
  }
}
