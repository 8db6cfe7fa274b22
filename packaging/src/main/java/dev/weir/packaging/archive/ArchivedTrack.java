package dev.weir.packaging.archive;

import dev.weir.media.Bytes;
import dev.weir.media.MediaTime;
import dev.weir.packaging.Part;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Segment;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One track of a period as far as it is on disk. Confined to the archive's thread.
 *
 * <p>A whole segment is one part here: nobody fetches the parts of what has left the live edge.
 */
final class ArchivedTrack {
  private final PeriodTrack identity;
  private final long initialSequence;
  private final Holes holes;
  private final Deque<Segment> whole = new ArrayDeque<>();

  // Of the segment that is being written.
  private final List<Part> parts = new ArrayList<>();
  private long nextSequence;

  /** Of the first segment that a power cut could still take. */
  private long syncedSequence;

  /** What becomes of the past where a segment could not be written. */
  enum Holes {
    /** It begins behind it, since sequence numbers have no holes. */
    END_THE_PAST,
    /** It has a gap, as long as the leader's segment. */
    ARE_GAPS
  }

  /**
   * @param identity of which only what does not change is used
   * @param nextSequence of the first segment that is to be written
   */
  ArchivedTrack(PeriodTrack identity, long nextSequence, Holes holes) {
    this.identity = identity.with(List.of());
    this.holes = holes;
    this.initialSequence = nextSequence;
    this.nextSequence = nextSequence;
    this.syncedSequence = nextSequence;
  }

  String name() {
    return identity.name();
  }

  long nextSequence() {
    return nextSequence;
  }

  /** Made from the leader: it comes after it, and nothing waits for it. */
  boolean isRung() {
    return holes == Holes.ARE_GAPS;
  }

  /** Some of a segment is written, and more is to follow in the same extent. */
  boolean isWithinSegment() {
    return !parts.isEmpty();
  }

  /** The live window has some of it that the disk has not. */
  boolean isBehind(PeriodTrack live) {
    return !live.segments().isEmpty() && live.segments().getLast().sequence() >= nextSequence;
  }

  /** What the live window has and the disk has not. */
  void follow(PeriodTrack live, BlobStore liveStore, ExtentWriter writer) throws IOException {
    for (Segment segment : live.segments()) {
      if (segment.sequence() >= nextSequence) {
        leaveOutUpTo(segment.sequence());
        write(segment, liveStore, writer);
      }
    }
  }

  /** The live window has moved on before we came: what is whole so far no longer joins on to it. */
  private void leaveOutUpTo(long sequence) {
    if (sequence > nextSequence) {
      if (holes == Holes.END_THE_PAST) {
        whole.clear();
      }
      parts.clear();
      nextSequence = sequence;
    }
  }

  private void write(Segment segment, BlobStore liveStore, ExtentWriter writer) throws IOException {
    for (Part part : segment.parts().subList(parts.size(), segment.parts().size())) {
      Optional<List<Bytes>> bytes = read(part, liveStore);
      if (bytes.isEmpty()) {
        leaveOutUpTo(segment.sequence() + 1);
        return;
      }
      parts.add(writer.append(segment, part, bytes.get()));
    }
    if (!segment.complete()) {
      return;
    }
    if (segment.isGap()) {
      writer.appendGap(segment);
    }
    keep(segment.with(parts));
    writer.endSegment(segment.endTicks());
  }

  /** Empty where memory has made room for something newer. */
  private static Optional<List<Bytes>> read(Part part, BlobStore liveStore) throws IOException {
    try {
      return Optional.of(liveStore.read(part.extent(), part.offset(), part.lengthBytes()));
    } catch (BlobException gone) {
      return Optional.empty();
    }
  }

  /** No power cut can take any more what was written so far. */
  void synced() {
    syncedSequence = nextSequence;
  }

  /** Something of it is safe on disk. */
  boolean hasSynced() {
    return syncedSequence > initialSequence;
  }

  /** What is not safe is written anew, in another extent. */
  void forgetUnsynced() {
    parts.clear();
    nextSequence = Math.min(nextSequence, syncedSequence);
    while (!whole.isEmpty() && whole.getLast().sequence() >= nextSequence) {
      whole.removeLast();
    }
  }

  /** Adds a whole segment that follows those that are there, as it stands on disk. */
  void keep(Segment segment) {
    whole.add(segment.parts().size() > 1 ? segment.with(joined(segment.parts())) : segment);
    parts.clear();
    nextSequence = segment.sequence() + 1;
  }

  private static List<Part> joined(List<Part> parts) {
    Part first = parts.getFirst();
    Part last = parts.getLast();
    return List.of(
        new Part(
            first.extent(),
            first.offset(),
            (int) (last.offset() + last.lengthBytes() - first.offset()),
            first.startTicks(),
            last.endTicks() - first.startTicks(),
            first.independent(),
            first.keyframeBytes()));
  }

  /** Forgets the segments that ended before that moment; their files are not touched. */
  void forgetBefore(long epochMillis) {
    while (!whole.isEmpty()
        && MediaTime.toMillis(whole.getFirst().endTicks(), identity.timescale()) < epochMillis) {
      whole.removeFirst();
    }
  }

  boolean isIn(String extent) {
    return whole.stream().anyMatch(segment -> isIn(segment, extent));
  }

  /** One more than that of the last segment in this extent; 0 where none is in it. */
  long sequenceAfter(String extent) {
    return whole.stream()
        .filter(segment -> isIn(segment, extent))
        .mapToLong(segment -> segment.sequence() + 1)
        .max()
        .orElse(0);
  }

  private static boolean isIn(Segment segment, String extent) {
    return !segment.parts().isEmpty() && segment.parts().getFirst().extent().equals(extent);
  }

  void forgetBeforeSequence(long sequence) {
    while (!whole.isEmpty() && whole.getFirst().sequence() < sequence) {
      whole.removeFirst();
    }
  }

  /** Where its newest whole segment ends, milliseconds since 1970. */
  OptionalLong endMillis() {
    return whole.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(MediaTime.toMillis(whole.getLast().endTicks(), identity.timescale()));
  }

  /** Of its oldest whole segment, or of the next where there is none. */
  long firstSequence() {
    return whole.isEmpty() ? nextSequence : whole.getFirst().sequence();
  }

  /** There may be holes in the sequence numbers of a rung. */
  PeriodTrack snapshot(long fromSequence, long toSequence) {
    return identity.with(
        whole.stream()
            .filter(
                segment -> segment.sequence() >= fromSequence && segment.sequence() < toSequence)
            .toList());
  }
}
