package dev.weir.stream;

import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stream on air: takes events in order and offers each to every subscription. Thread-safe; the
 * events come from one thread at a time. The lock is held for queue operations only, so neither
 * publishing nor subscribing ever waits for a consumer; wake-ups run after its release.
 */
public final class LiveStream {
  private static final Subscription[] NO_SUBSCRIPTIONS = {};

  private final StreamName name;
  private final StreamMemory memory;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile Subscription[] subscriptions = NO_SUBSCRIPTIONS;
  private volatile StreamState state = StreamState.STARTING;

  // of the stream, guarded by the lock
  private final GopCache gop;
  private OptionalLong onAirSinceMillis = OptionalLong.empty();
  private int periods;
  private long interruptions;

  // of the period, guarded by the lock
  private final SortedMap<Integer, TrackMeter> meters = new TreeMap<>();
  private @Nullable PublishedEvent period;
  private @Nullable PublishedEvent correction;
  private volatile List<Track> tracks = List.of();
  private OptionalInt leadingVideo = OptionalInt.empty();

  /** One that may keep as much as its own limits allow. */
  public LiveStream(StreamName name, GopLimits gopLimits) {
    this(name, gopLimits, StreamMemory.unlimited());
  }

  LiveStream(StreamName name, GopLimits gopLimits, StreamMemory memory) {
    this.name = name;
    this.memory = memory;
    gop = new GopCache(gopLimits, memory.transit());
  }

  public StreamName name() {
    return name;
  }

  /** What may be kept of it. */
  public StreamMemory memory() {
    return memory;
  }

  public StreamState state() {
    return state;
  }

  /** The tracks of the current period; empty before the first. */
  public List<Track> tracks() {
    return tracks;
  }

  /** Offers the event to every subscription; never blocks. Nothing is taken after the end. */
  public void publish(StreamEvent event) {
    append(event);
    wakeUpSubscribers();
  }

  /** As {@link #publish}, for callers under a lock: they wake up the subscribers after it. */
  void append(StreamEvent event) {
    lock.lock();
    try {
      if (state != StreamState.ENDED) {
        PublishedEvent published = note(event);
        for (Subscription subscription : subscriptions) {
          subscription.offer(published);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** An earlier process has begun it. */
  void wasOnAirSince(long wallMillis) {
    lock.lock();
    try {
      onAirSinceMillis = OptionalLong.of(wallMillis);
    } finally {
      lock.unlock();
    }
  }

  void wakeUpSubscribers() {
    for (Subscription subscription : subscriptions) {
      subscription.wakeUpIfDue();
    }
  }

  private PublishedEvent note(StreamEvent event) {
    return switch (event) {
      case StreamEvent.Sample sample -> noteSample(sample);
      case StreamEvent.PeriodStarted started -> notePeriod(started);
      case StreamEvent.AnchorCorrected _ -> {
        correction = PublishedEvent.control(event);
        yield correction;
      }
      case StreamEvent.Stalled _ -> PublishedEvent.control(event);
      case StreamEvent.Interrupted _ -> {
        interruptions++;
        state = StreamState.INTERRUPTED;
        yield PublishedEvent.control(event);
      }
      case StreamEvent.Ended _ -> {
        gop.clear();
        state = StreamState.ENDED;
        yield PublishedEvent.control(event);
      }
    };
  }

  private PublishedEvent notePeriod(StreamEvent.PeriodStarted started) {
    period = PublishedEvent.control(started);
    correction = null;
    periods++;
    if (onAirSinceMillis.isEmpty()) {
      onAirSinceMillis = OptionalLong.of(started.anchor().wallMillis());
    }
    tracks = started.tracks();
    leadingVideo =
        tracks.stream()
            .filter(track -> track.kind() == TrackKind.VIDEO)
            .mapToInt(Track::id)
            .findFirst();
    meters.clear();
    tracks.forEach(track -> meters.put(track.id(), new TrackMeter(track)));
    gop.clear();
    state = StreamState.LIVE;
    return period;
  }

  private PublishedEvent noteSample(StreamEvent.Sample event) {
    TrackMeter meter = meters.get(event.sample().trackId());
    if (meter == null) {
      throw new IllegalArgumentException(
          "sample of track %d, which is not in the period".formatted(event.sample().trackId()));
    }
    int bytes = event.sample().payloadBytes();
    long dtsNanos = meter.add(event.sample(), bytes);
    boolean entryPoint =
        leadingVideo.isEmpty()
            || (event.sample().trackId() == leadingVideo.getAsInt() && event.sample().keyframe());
    var published = new PublishedEvent(event, bytes, entryPoint);
    gop.add(published, dtsNanos);
    return published;
  }

  /** For consumers that wait in {@link Subscription#take}. */
  public Subscription subscribe(SubscriptionSpec spec) {
    return subscribe(spec, () -> {});
  }

  /**
   * Begins with the current period, if there is one, and its corrected anchor.
   *
   * @param wakeUp runs on the publisher's thread, so it only leaves a note for the consumer's own
   */
  public Subscription subscribe(SubscriptionSpec spec, Runnable wakeUp) {
    var subscription = new Subscription(spec, memory.transit(), wakeUp, this::remove);
    lock.lock();
    try {
      replayFor(spec).forEach(subscription::offer);
      if (state != StreamState.ENDED) {
        Subscription[] longer = Arrays.copyOf(subscriptions, subscriptions.length + 1);
        longer[subscriptions.length] = subscription;
        subscriptions = longer;
      }
    } finally {
      lock.unlock();
    }
    return subscription;
  }

  private List<PublishedEvent> replayFor(SubscriptionSpec spec) {
    var replay = new ArrayList<PublishedEvent>();
    Stream.of(period, correction).filter(event -> event != null).forEach(replay::add);
    if (spec.start() == StartPolicy.FROM_LAST_KEYFRAME && gop.fits(spec)) {
      replay.addAll(gop.samples());
    }
    if (state == StreamState.INTERRUPTED) {
      replay.add(PublishedEvent.control(new StreamEvent.Interrupted()));
    }
    if (state == StreamState.ENDED) {
      replay.add(PublishedEvent.control(new StreamEvent.Ended()));
    }
    return replay;
  }

  private void remove(Subscription closed) {
    lock.lock();
    try {
      subscriptions =
          Arrays.stream(subscriptions)
              .filter(subscription -> subscription != closed)
              .toArray(Subscription[]::new);
    } finally {
      lock.unlock();
    }
  }

  public StreamStats stats() {
    lock.lock();
    try {
      return new StreamStats(
          name,
          state,
          onAirSinceMillis,
          periods,
          interruptions,
          meters.values().stream().map(TrackMeter::stats).toList(),
          Arrays.stream(subscriptions).map(Subscription::stats).toList());
    } finally {
      lock.unlock();
    }
  }
}
