package dev.weir.channel;

import dev.weir.channel.ladder.ChannelLadder;
import dev.weir.channel.ladder.Ladders;
import dev.weir.media.StreamEvent;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.Presentation;
import dev.weir.storage.BlobStore;
import dev.weir.stream.LiveStream;
import dev.weir.stream.OverflowPolicy;
import dev.weir.stream.StartPolicy;
import dev.weir.stream.StreamState;
import dev.weir.stream.Subscription;
import dev.weir.stream.SubscriptionSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream on air and what viewers may ask for of it. Thread-safe; its packager is confined to a
 * virtual thread of its own, which ends with the stream.
 */
public final class LiveChannel {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChannel.class);

  /** Enough for some groups of pictures, which have to pass while windows shrink. */
  private static final long SPARE_BYTES = 8 << 20;

  /** For what the encoder of the ladder still holds at the end. */
  private static final Duration LADDER_PATIENCE = Duration.ofSeconds(5);

  private final LiveStream stream;
  private final PackagingConfig packaging;
  private final ChannelLimits limits;
  private final BlobStore store;
  private final Optional<Rewind> rewind;
  private final PresentationFeed feed;
  private final Subscription subscription;
  private final CountDownLatch dismissed = new CountDownLatch(1);
  private final Optional<ChannelLadder> ladder;

  /** Held while something is published: the packager and the ladder both do. */
  private final Object publishing = new Object();

  /** What the packager has shown last. Guarded by {@link #publishing}. */
  private @Nullable Presentation latest;

  private volatile boolean isLadderLeftOff;

  // Confined to the packager's thread.
  private Packager packager;
  private boolean toldOfLongGops;
  private boolean toldOfUnevenSizes;
  private boolean toldOfNoRoom;

  LiveChannel(
      LiveStream stream,
      PackagingConfig packaging,
      ChannelLimits limits,
      BlobStore store,
      Optional<Rewind> rewind,
      Optional<Ladders.Setting> laddering) {
    this.stream = stream;
    this.packaging = packaging;
    this.limits = limits;
    this.store = new WindowStore(store, stream.memory().window(), SPARE_BYTES);
    this.rewind = rewind;
    this.ladder =
        laddering.map(
            setting -> new ChannelLadder(folder(stream), setting, this.store, this::isTold));
    this.feed = new PresentationFeed(limits.maxWaiters());
    this.packager =
        new Packager(folder(stream), packaging, this.store, rewind.flatMap(Rewind::resumption));
    rewind.flatMap(past -> past.left(Presentation.State.INTERRUPTED)).ifPresent(feed::publish);
    this.subscription =
        stream.subscribe(
            new SubscriptionSpec(
                "packager",
                OverflowPolicy.DROP_TO_NEXT_KEYFRAME,
                StartPolicy.FROM_LAST_KEYFRAME,
                limits.queuedEvents(),
                limits.queuedBytes()));
  }

  private static String folder(LiveStream stream) {
    return LiveStore.liveFolder(stream.name().value());
  }

  public LiveStream stream() {
    return stream;
  }

  public PresentationFeed feed() {
    return feed;
  }

  /** What viewers get beside the source; empty where that is all. */
  public Optional<ChannelLadder> ladder() {
    return ladder;
  }

  /** Whether viewers know a rendition, if only from the past. */
  private boolean isTold(String rendition) {
    return feed.current()
        .map(now -> now.presentation().renditions().contains(rendition))
        .orElse(false);
  }

  /** Somebody watches. */
  public void want() {
    ladder.ifPresent(ChannelLadder::want);
  }

  /** All sizes of the picture are there that it is offered in, or will not be there soon. */
  public boolean isOffered() {
    return ladder.isEmpty() || isLadderLeftOff || ladder.get().isSettled();
  }

  /**
   * Packages until the stream ends, keeps what there is for late viewers, then deletes it, which
   * waits for a disk that is slow, but not for ever. A stream that never was on air is gone at
   * once.
   */
  void run() {
    try (subscription) {
      packageUntilEnd();
      if (feed.current().isPresent()) {
        var _ = dismissed.await(limits.linger().toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      ladder.ifPresent(ChannelLadder::close);
      showNothingNew();
      feed.close();
      awaitCopy();
      deleteAll();
    }
  }

  private void awaitCopy() {
    if (rewind.isPresent()) {
      try {
        rewind.get().awaitSafe(limits.copyPatience());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Its stream is over: nobody publishes to it any more. */
  boolean hasEnded() {
    return stream.state() == StreamState.ENDED;
  }

  /**
   * Nobody needs what it has kept any more: a new stream has its name, or the server stops. It ends
   * with what it has been sent so far, which the disk may still want.
   */
  void dismiss() {
    dismissed.countDown();
    subscription.finish();
  }

  private void packageUntilEnd() throws InterruptedException {
    for (var next = subscription.take(); next.isPresent(); next = subscription.take()) {
      accept(next.get());
    }
  }

  private void accept(StreamEvent event) {
    try {
      Optional<Presentation> next = packager.accept(event);
      if (next.isPresent()) {
        show(next.get());
      } else if (event instanceof StreamEvent.Ended) {
        endWhatWasLeft();
      }
      tellOfHardships();
    } catch (IOException refused) {
      LOG.error(
          "stream={} cannot be kept, nothing is shown until its publisher starts anew: {}",
          stream.name(),
          refused.getMessage());
      startOver();
    } catch (RuntimeException fault) {
      LOG.error(
          "stream={} failed by a fault of ours, nothing is shown until its publisher starts anew",
          stream.name(),
          fault);
      startOver();
    }
  }

  private void show(Presentation live) {
    if (live.state() == Presentation.State.ENDED) {
      showNothingNew(); // until all that there is of the rungs can be shown with the end
    }
    ladder.ifPresent(made -> show(live, made));
    synchronized (publishing) {
      latest = live;
      publish(live);
    }
  }

  /** Whatever becomes of its rungs, the source is shown. */
  private void show(Presentation live, ChannelLadder made) {
    try {
      made.follow(live);
      if (live.state() == Presentation.State.ENDED) {
        awaitLadder(made);
      }
    } catch (IOException | RuntimeException fault) {
      leaveOff(made, fault);
    }
  }

  private void leaveOff(ChannelLadder made, Exception fault) {
    LOG.error("stream={} event=ladder-left-off viewers get the source alone", stream.name(), fault);
    made.close();
    isLadderLeftOff = true;
  }

  private void showNothingNew() {
    synchronized (publishing) {
      latest = null;
    }
  }

  /** Its last pictures are shown with the end. */
  private static void awaitLadder(ChannelLadder made) throws IOException {
    try {
      made.awaitEnd(LADDER_PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** There is more of the rungs than before. */
  void showRungs() {
    synchronized (publishing) {
      if (latest != null) {
        publish(latest);
      }
    }
  }

  private void publish(Presentation live) {
    Presentation whole = withRungs(live);
    feed.publish(rewind.map(past -> past.extend(whole)).orElse(whole));
  }

  private Presentation withRungs(Presentation live) {
    if (ladder.isEmpty() || isLadderLeftOff) {
      return live;
    }
    try {
      return ladder.get().compose().orElse(live);
    } catch (RuntimeException fault) {
      leaveOff(ladder.get(), fault);
      return live;
    }
  }

  /** The server was restarted, and the publisher did not return. */
  private void endWhatWasLeft() {
    if (packager.hasBegun() || rewind.isEmpty()) {
      return;
    }
    Rewind past = rewind.get();
    past.left(Presentation.State.ENDED)
        .ifPresent(ended -> {
          past.end(ended);
          feed.publish(ended);
        });
  }

  /** With the next period, since a packager passes over what comes before its first. */
  private void startOver() {
    synchronized (publishing) {
      latest = null;
      feed.withdraw();
    }
    deleteAll();
    packager = new Packager(folder(stream), packaging, store);
  }

  private void tellOfHardships() {
    if (packager.unalignedSegments() > 0 && !toldOfLongGops) {
      toldOfLongGops = true;
      LOG.warn(
          "stream={} keyframes are too far apart: segments begin without one, and viewers wait for"
              + " the next. Set a keyframe interval of 1 or 2 s in the encoder",
          stream.name());
    }
    boolean isUneven = packager.unalignedSegments() == 0 && packager.unalignedBesideLeader() > 0;
    if (isUneven && !toldOfUnevenSizes) {
      toldOfUnevenSizes = true;
      LOG.warn(
          "stream={} keyframes of another video come at other moments than those of the first: its"
              + " segments begin without one. Set the same keyframe interval for all of them in the"
              + " encoder",
          stream.name());
    }
    if (packager.segmentsForRoom() > 0 && !toldOfNoRoom) {
      toldOfNoRoom = true;
      LOG.warn(
          "stream={} memory for media is used up: its past is cut short. Set live.memory higher or"
              + " live.window lower",
          stream.name());
    }
  }

  private void deleteAll() {
    ladder.ifPresent(ChannelLadder::startOver);
    try {
      packager.delete();
    } catch (IOException left) {
      LOG.error("stream={} could not be deleted: {}", stream.name(), left.getMessage());
    }
  }
}
