package dev.weir.channel;

import dev.weir.channel.ladder.LadderFeeder;
import dev.weir.channel.ladder.Ladders;
import dev.weir.packaging.PackagingConfig;
import dev.weir.storage.BlobStore;
import dev.weir.stream.LiveStream;
import dev.weir.stream.StreamListener;
import dev.weir.stream.StreamName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The channels by name: gives every stream that is opened its packager. Thread-safe. */
public final class LiveChannels implements StreamListener, AutoCloseable {
  /** For packaging what is queued, which takes milliseconds unless the machine is choked. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final PackagingConfig packaging;
  private final ChannelLimits limits;
  private final BlobStore store;
  private final Optional<Dvr> dvr;
  private final Ladders ladders;
  private final ConcurrentMap<StreamName, LiveChannel> channels = new ConcurrentHashMap<>();

  /** Those that run: of the channels, and of those whose name another one has by now. */
  private final Set<Thread> packagers = ConcurrentHashMap.newKeySet();

  /** Those of which the source is all that viewers get. */
  public LiveChannels(
      PackagingConfig packaging, ChannelLimits limits, BlobStore store, Optional<Dvr> dvr) {
    this(packaging, limits, store, dvr, Ladders.NONE);
  }

  /**
   * @param store for the live window of all streams
   * @param dvr where the past is kept; empty where it is not
   * @param ladders which streams get other sizes beside the source
   */
  public LiveChannels(
      PackagingConfig packaging,
      ChannelLimits limits,
      BlobStore store,
      Optional<Dvr> dvr,
      Ladders ladders) {
    this.packaging = packaging;
    this.limits = limits;
    this.store = store;
    this.dvr = dvr;
    this.ladders = ladders;
  }

  /** The channel of this name, on air or not long off it. */
  public Optional<LiveChannel> find(StreamName name) {
    return Optional.ofNullable(channels.get(name));
  }

  /** All channels, by name. */
  public List<LiveChannel> all() {
    return channels.values().stream()
        .sorted(Comparator.comparing(channel -> channel.stream().name().value()))
        .toList();
  }

  @Override
  public void opened(LiveStream stream) {
    Optional<Ladders.Setting> ladder = ladders.of(stream.name());
    var channel =
        new LiveChannel(
            stream,
            packaging,
            limits,
            store,
            dvr.flatMap(past -> past.of(stream.name(), packaging.window())),
            ladder);
    ladder.ifPresent(setting -> climb(channel, setting));
    replaced(channel).ifPresent(LiveChannel::dismiss);
    Thread packager =
        Thread.ofVirtual().name("packager-" + stream.name().value()).unstarted(() -> run(channel));
    packagers.add(packager);
    packager.start();
  }

  /** The rungs of a channel are made on a thread of their own, which ends with the channel. */
  private static void climb(LiveChannel channel, Ladders.Setting setting) {
    String name = channel.stream().name().value();
    channel
        .ladder()
        .map(ladder -> new LadderFeeder(name, ladder, setting, channel::showRungs))
        .ifPresent(feeder -> Thread.ofVirtual().name("ladder-" + name).start(feeder));
  }

  /**
   * The one that has to make way. Streams are told of without a lock, so that a stream may have
   * ended, and its successor may have been told of, before it is told of itself: then it is the
   * one.
   */
  private Optional<LiveChannel> replaced(LiveChannel channel) {
    StreamName name = channel.stream().name();
    var replaced = new AtomicReference<@Nullable LiveChannel>();
    channels.compute(
        name,
        (_, present) -> {
          boolean isLate = present != null && channel.hasEnded();
          replaced.set(isLate ? channel : present);
          return isLate ? present : channel;
        });
    return Optional.ofNullable(replaced.get());
  }

  @Override
  public void closed(LiveStream stream) {
    // Its packager hears of the end as an event.
  }

  @Override
  public void memoryIsWanted() {
    channels.values().stream().filter(LiveChannel::hasEnded).forEach(LiveChannel::dismiss);
  }

  private void run(LiveChannel channel) {
    try {
      channel.run();
    } finally {
      channels.remove(channel.stream().name(), channel);
      packagers.remove(Thread.currentThread());
    }
  }

  /** Answers whoever waits for more; what is there can still be fetched. */
  public void releaseWaiting() {
    channels.values().forEach(channel -> channel.feed().close());
  }

  /**
   * Ends every packager with what it has been sent so far, and blocks until the disk has that too,
   * which each waits for no longer than its patience lasts. To be called before the disk is closed.
   */
  @Override
  public void close() {
    channels.values().forEach(LiveChannel::dismiss);
    try {
      for (Thread packager : packagers) {
        packager.join(limits.copyPatience().plus(LONGEST_END));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
