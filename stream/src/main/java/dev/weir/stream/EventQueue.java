package dev.weir.stream;

import dev.weir.media.MemoryBudget;
import dev.weir.media.StreamEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A queue of events, bounded by itself and by the stream's memory, that can skip to a keyframe. Of
 * the events that are no samples, it keeps through a skip those that still hold: the last period,
 * the last correction of its anchor, and the interruption or end after it. Guarded by its
 * subscription.
 */
final class EventQueue {
  private final int maxEvents;
  private final long maxBytes;
  private final MemoryBudget.Share memory;
  private final Deque<PublishedEvent> events = new ArrayDeque<>();

  private long bytes;
  private long droppedSamples;
  private long droppedBytes;

  EventQueue(int maxEvents, long maxBytes, MemoryBudget.Share memory) {
    this.maxEvents = maxEvents;
    this.maxBytes = maxBytes;
    this.memory = memory;
  }

  boolean hasRoomFor(PublishedEvent event) {
    return events.size() < maxEvents
        && bytes + event.bytes() <= maxBytes
        && memory.hasRoomFor(event.bytes());
  }

  void add(PublishedEvent event) {
    events.add(event);
    bytes += event.bytes();
    memory.hold(event.bytes());
  }

  @Nullable PublishedEvent poll() {
    PublishedEvent event = events.poll();
    if (event != null) {
      forget(event);
    }
    return event;
  }

  /**
   * Drops queued samples until {@code event} fits or none is left, each time up to the next entry
   * point.
   *
   * @return whether an entry point stands at the front now, so that samples may follow
   */
  boolean skipToMakeRoomFor(PublishedEvent event) {
    boolean atEntryPoint = true;
    while (atEntryPoint && !hasRoomFor(event)) {
      atEntryPoint = skipToNextEntryPoint();
    }
    return atEntryPoint;
  }

  private boolean skipToNextEntryPoint() {
    var skipped = new ArrayList<PublishedEvent>();
    boolean passedSample = false;
    while (!events.isEmpty()) {
      if (passedSample && events.getFirst().entryPoint()) {
        break;
      }
      PublishedEvent first = events.removeFirst();
      passedSample |= first.isSample();
      skipped.add(first);
    }
    boolean found = !events.isEmpty();
    stillHolding(skipped).reversed().forEach(events::addFirst);
    skipped.forEach(this::countIfSample);
    return found;
  }

  private void countIfSample(PublishedEvent skipped) {
    if (skipped.isSample()) {
      drop(skipped);
      forget(skipped);
    }
  }

  private void forget(PublishedEvent gone) {
    bytes -= gone.bytes();
    memory.release(gone.bytes());
  }

  /** Counts a sample that never came in. */
  void drop(PublishedEvent sample) {
    droppedSamples++;
    droppedBytes += sample.bytes();
  }

  private static List<PublishedEvent> stillHolding(List<PublishedEvent> skipped) {
    @Nullable PublishedEvent period = null;
    @Nullable PublishedEvent anchor = null;
    @Nullable PublishedEvent state = null;
    for (PublishedEvent each : skipped) {
      switch (each.event()) {
        case StreamEvent.PeriodStarted _ -> {
          period = each;
          anchor = null;
          state = null;
        }
        case StreamEvent.AnchorCorrected _ -> anchor = each;
        case StreamEvent.Interrupted _, StreamEvent.Ended _ -> state = each;
        case StreamEvent.Sample _, StreamEvent.Stalled _ -> {}
      }
    }
    var holding = new ArrayList<PublishedEvent>();
    for (var each : new PublishedEvent[] {period, anchor, state}) {
      if (each != null) {
        holding.add(each);
      }
    }
    return holding;
  }

  void clear() {
    events.forEach(this::countIfSample);
    events.clear();
  }

  int size() {
    return events.size();
  }

  long bytes() {
    return bytes;
  }

  long droppedSamples() {
    return droppedSamples;
  }

  long droppedBytes() {
    return droppedBytes;
  }
}
