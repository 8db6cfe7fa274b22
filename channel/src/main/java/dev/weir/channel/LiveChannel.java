package dev.weir.channel;

import dev.weir.media.StreamEvent;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.storage.BlobStore;
import dev.weir.stream.LiveStream;
import dev.weir.stream.OverflowPolicy;
import dev.weir.stream.StartPolicy;
import dev.weir.stream.Subscription;
import dev.weir.stream.SubscriptionSpec;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream on air and what viewers may ask for of it. Thread-safe; its packager is confined to a
 * virtual thread of its own, which ends with the stream.
 */
public final class LiveChannel {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChannel.class);

  private final LiveStream stream;
  private final ChannelLimits limits;
  private final PresentationFeed feed;
  private final Packager packager;
  private final Subscription subscription;
  private final CountDownLatch dismissed = new CountDownLatch(1);

  // Confined to the packager's thread.
  private boolean toldOfLongGops;

  LiveChannel(LiveStream stream, PackagingConfig packaging, ChannelLimits limits, BlobStore store) {
    this.stream = stream;
    this.limits = limits;
    this.feed = new PresentationFeed(limits.maxWaiters());
    this.packager = new Packager("live/" + stream.name().value(), packaging, store);
    this.subscription =
        stream.subscribe(
            new SubscriptionSpec(
                "packager",
                OverflowPolicy.DROP_TO_NEXT_KEYFRAME,
                StartPolicy.FROM_LAST_KEYFRAME,
                limits.queuedEvents(),
                limits.queuedBytes()));
  }

  public LiveStream stream() {
    return stream;
  }

  public PresentationFeed feed() {
    return feed;
  }

  /** Packages until the stream ends, keeps what is there for late viewers, then deletes it. */
  void run() {
    try (subscription) {
      packageUntilEnd();
      var _ = dismissed.await(limits.linger().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException refused) {
      LOG.error("stream={} packaging stopped: {}", stream.name(), refused.getMessage());
    } finally {
      feed.close();
      deleteAll();
    }
  }

  /** Nobody needs what it has kept any more: a new stream has its name, or the server stops. */
  void dismiss() {
    dismissed.countDown();
    subscription.close();
  }

  private void packageUntilEnd() throws InterruptedException, IOException {
    for (var next = subscription.take(); next.isPresent(); next = subscription.take()) {
      accept(next.get());
    }
  }

  private void accept(StreamEvent event) throws IOException {
    packager.accept(event).ifPresent(feed::publish);
    if (packager.unalignedSegments() > 0 && !toldOfLongGops) {
      toldOfLongGops = true;
      LOG.warn(
          "stream={} keyframes are too far apart: segments begin without one, and viewers wait for"
              + " the next. Set a keyframe interval of 1 or 2 s in the encoder",
          stream.name());
    }
  }

  private void deleteAll() {
    try {
      packager.delete();
    } catch (IOException left) {
      LOG.error("stream={} could not be deleted: {}", stream.name(), left.getMessage());
    }
  }
}
