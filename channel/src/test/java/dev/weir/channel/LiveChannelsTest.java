package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Presentation.State;
import dev.weir.storage.BlobException;
import dev.weir.storage.BlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.LiveStream;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamListener;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveChannelsTest {
  private static final int RATE = 48_000;
  private static final StreamName NAME = new StreamName("demo");

  private final ManualClock clock = new ManualClock(1_763_676_000_000L);
  private final RefusingStore store = new RefusingStore();
  private final StreamRegistry registry =
      new StreamRegistry(RegistryLimits.DEFAULT.withGrace(Duration.ZERO), clock);
  private final LiveChannels channels =
      new LiveChannels(
          PackagingConfig.DEFAULT,
          new ChannelLimits(10, Duration.ofMinutes(1), 8_192, 1 << 20, Duration.ZERO),
          store,
          Optional.empty());
  private final Successor successor = new Successor();
  private long nextTicks;

  @BeforeEach
  void listen() {
    registry.addListener(successor);
    registry.addListener(channels);
  }

  @AfterEach
  void close() {
    channels.close();
  }

  @Test
  void showsWhatIsPublished() throws InterruptedException {
    PublisherLease lease = publish();

    seconds(lease, 5);

    Presentation shown = await(presentation -> segments(presentation) >= 2).orElseThrow();
    assertThat(shown.state()).isEqualTo(State.LIVE);
    assertThat(shown.renditions()).containsExactly("audio");
  }

  @Test
  void keepsTheEndOfAStreamForLateViewers() throws InterruptedException {
    PublisherLease lease = publish();
    seconds(lease, 5);
    lease.end();
    registry.tick(clock.monotonicNanos());

    Presentation shown = await(presentation -> presentation.state() == State.ENDED).orElseThrow();

    assertThat(segments(shown)).isGreaterThanOrEqualTo(2);
    assertThat(registry.find(NAME)).isEmpty();
    assertThat(store.memory.usedBytes()).isPositive();
  }

  @Test
  void whatHasEndedGoesWhenMemoryIsWanted() throws InterruptedException {
    PublisherLease lease = publish();
    seconds(lease, 5);
    channels.memoryIsWanted();
    seconds(lease, 5);
    assertThat(await(presentation -> segments(presentation) >= 4)).isPresent();
    lease.end();
    registry.tick(clock.monotonicNanos());
    assertThat(await(presentation -> presentation.state() == State.ENDED)).isPresent();
    var answers = new ArrayBlockingQueue<Optional<Snapshot>>(1);
    channels.find(NAME).orElseThrow().feed().await(_ -> false, answers::add);

    channels.memoryIsWanted();

    assertThat(answers.poll(60, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aStreamThatNeverWasOnAirIsGoneAtOnce() throws InterruptedException {
    PublisherLease lease = publish();
    var answers = new ArrayBlockingQueue<Optional<Snapshot>>(1);
    channels.find(NAME).orElseThrow().feed().await(_ -> true, answers::add);

    lease.end();

    assertThat(answers.poll(60, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void whoeverWaitsOnADismissedStreamIsTold() throws InterruptedException {
    publish();
    var answers = new ArrayBlockingQueue<Optional<Snapshot>>(1);
    channels.find(NAME).orElseThrow().feed().await(_ -> true, answers::add);

    channels.close();

    assertThat(answers.poll(60, TimeUnit.SECONDS)).isEmpty();
  }

  @Test
  void aStreamThatCouldNotBeKeptIsShownAgainWhenItsPublisherStartsAnew() throws Exception {
    store.refuses = true;
    PublisherLease lease = publish();
    var feed = channels.find(NAME).orElseThrow().feed();
    seconds(lease, 5);
    assertThat(store.refused.await(60, TimeUnit.SECONDS)).isTrue();
    store.refuses = false;

    lease.track(new Track(2, RATE, new AacConfig(2, RATE, 1, 1024, Bytes.of(0x11, 0x88))));
    seconds(lease, 5);

    Presentation shown = await(now -> channelsOf(now) == 1 && segments(now) >= 2).orElseThrow();
    assertThat(channels.find(NAME).orElseThrow().feed()).isSameAs(feed);
    assertThat(shown.state()).isEqualTo(State.LIVE);
    assertThat(shown.periods()).hasSize(1);
  }

  @Test
  void aStreamThatHasEndedBeforeItIsToldOfMakesWayForItsSuccessor() throws InterruptedException {
    successor.isAwaited = true;

    publish();

    assertThat(channels.find(NAME).map(LiveChannel::stream)).isEqualTo(registry.find(NAME));
    seconds(successor.leases.getLast(), 5);
    assertThat(await(presentation -> segments(presentation) >= 2)).isPresent();
  }

  /**
   * Before a new stream is told of it is taken over and ends, and another one of the name begins.
   */
  private final class Successor implements StreamListener {
    final List<PublisherLease> leases = new ArrayList<>();
    boolean isAwaited;

    @Override
    public void opened(LiveStream stream) {
      if (isAwaited) {
        isAwaited = false;
        leases.add(lease(PublishPolicy.TAKE_OVER));
        leases.getLast().end();
        registry.tick(clock.monotonicNanos());
        leases.add(lease(PublishPolicy.REFUSE));
      }
    }

    @Override
    public void closed(LiveStream stream) {}
  }

  private static int channelsOf(Presentation presentation) {
    return ((AacConfig) presentation.currentPeriod().leader().track().config()).channels();
  }

  private PublisherLease publish() {
    return lease(PublishPolicy.REFUSE);
  }

  private PublisherLease lease(PublishPolicy policy) {
    PublishResult result =
        registry.publish(NAME, policy, new PublisherIdentity("s1", "127.0.0.1", "none"), _ -> {});
    assertThat(result).isInstanceOf(PublishResult.Granted.class);
    PublisherLease lease = ((PublishResult.Granted) result).lease();
    lease.expect(Set.of(TrackKind.AUDIO));
    lease.track(new Track(2, RATE, new AacConfig(2, RATE, 2, 1024, Bytes.of(0x11, 0x90))));
    return lease;
  }

  private void seconds(PublisherLease lease, int seconds) {
    for (long end = nextTicks + (long) seconds * RATE; nextTicks < end; nextTicks += 1024) {
      clock.advance(Duration.ofNanos(1024 * 1_000_000_000L / RATE));
      lease.sample(new MediaSample(2, nextTicks, 0, 1024, true, List.of(Bytes.of(1, 2, 3))));
    }
  }

  private Optional<Presentation> await(Predicate<Presentation> wanted) throws InterruptedException {
    BlockingQueue<Optional<Snapshot>> answers = new ArrayBlockingQueue<>(1);
    channels.find(NAME).orElseThrow().feed().await(wanted, answers::add);
    Optional<Snapshot> answer = answers.poll(60, TimeUnit.SECONDS);
    assertThat(answer).as("an answer").isNotNull();
    return answer.map(Snapshot::presentation);
  }

  private static int segments(Presentation presentation) {
    return presentation.currentPeriod().leader().segments().size();
  }

  /** A store that has no room for as long as a test likes. */
  private static final class RefusingStore implements BlobStore {
    final MemoryBlobStore memory = new MemoryBlobStore(10_000_000);
    final CountDownLatch refused = new CountDownLatch(1);
    volatile boolean refuses;

    @Override
    public long append(String name, Bytes bytes) throws IOException {
      if (refuses) {
        refused.countDown();
        throw new BlobException(BlobException.Reason.NO_ROOM, name, "on purpose");
      }
      return memory.append(name, bytes);
    }

    @Override
    public void seal(String name) throws IOException {
      memory.seal(name);
    }

    @Override
    public List<Bytes> read(String name, long offset, long length) throws IOException {
      return memory.read(name, offset, length);
    }

    @Override
    public void delete(String name) {
      memory.delete(name);
    }
  }
}
