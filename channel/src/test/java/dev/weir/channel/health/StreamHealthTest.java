package dev.weir.channel.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.ChannelLimits;
import dev.weir.channel.Dvr;
import dev.weir.channel.DvrConfig;
import dev.weir.channel.LiveChannels;
import dev.weir.channel.LiveStore;
import dev.weir.channel.health.HealthSnapshot.Rewind;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.SystemClock;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.PackagingConfig;
import dev.weir.storage.DurableBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.storage.StoredBlob;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.stream.TimelineLimits;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whether a stream is being kept, as its health tells. */
class StreamHealthTest {
  private static final StreamName KEPT = new StreamName("kept");
  private static final StreamName PASSING = new StreamName("passing");
  private static final int RATE = 48_000;
  private static final int FRAME = 1024;

  private final SystemClock clock = new SystemClock();
  private final ManualClock asking = new ManualClock(0);
  private final FullDisk disk = new FullDisk();
  private final MemoryBlobStore memory = new MemoryBlobStore(10_000_000);

  @AutoClose
  private final Dvr dvr =
      new Dvr(
          disk,
          memory,
          new LiveStore(memory, Optional.of(disk), clock),
          new DvrConfig(
              name -> name.equals(PASSING) ? Duration.ZERO : Duration.ofMinutes(1), 1_000_000),
          clock);

  private final StreamRegistry registry =
      new StreamRegistry(
          RegistryLimits.DEFAULT.withTimeline(TimelineLimits.DEFAULT.withSettle(Duration.ZERO)),
          clock);

  @AutoClose
  private final LiveChannels channels =
      new LiveChannels(
          PackagingConfig.DEFAULT,
          new ChannelLimits(10, Duration.ZERO, 8_192, 1 << 20, Duration.ZERO),
          memory,
          Optional.of(dvr));

  private final StreamHealth health =
      new StreamHealth(registry, PackagingConfig.DEFAULT, Optional.of(dvr), asking);

  @Test
  void tellsThatADiskIsFull() throws Exception {
    dvr.recover();
    registry.addListener(channels);
    PublisherLease lease = publish(KEPT);
    publish(PASSING);
    assertThat(rewind(KEPT)).isEqualTo(Rewind.KEPT);

    for (int i = 0; i < 300; i++) {
      lease.sample(
          new MediaSample(2, (long) i * FRAME, 0, FRAME, true, List.of(Bytes.of(1, 2, 3))));
    }

    assertThat(disk.refused.await(60, TimeUnit.SECONDS)).isTrue();
    while (!dvr.isFailing()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    asking.advance(Duration.ofSeconds(1));
    assertThat(rewind(KEPT)).isEqualTo(Rewind.FAILING);
    assertThat(rewind(PASSING)).isEqualTo(Rewind.OFF);
    assertThat(SimulatedEncoder.complaints(health.of(KEPT).orElseThrow().findings()))
        .contains("dvr-stopped");
  }

  @Test
  void examinesAStreamTwiceASecondAtMost() {
    publish(KEPT);
    Examination first = health.of(KEPT).orElseThrow();

    asking.advance(Duration.ofMillis(499));
    assertThat(health.of(KEPT)).containsSame(first);

    asking.advance(Duration.ofMillis(1));
    assertThat(health.of(KEPT).orElseThrow()).isNotSameAs(first);
  }

  @Test
  void knowsNothingOfAStreamThatIsNotThere() {
    assertThat(health.of(KEPT)).isEmpty();
  }

  private Rewind rewind(StreamName name) {
    return health.of(name).orElseThrow().snapshot().rewind();
  }

  private PublisherLease publish(StreamName name) {
    var identity = new PublisherIdentity("s1", "127.0.0.1", "none");
    var granted = registry.publish(name, PublishPolicy.REFUSE, identity, _ -> {});
    PublisherLease lease = ((Granted) granted).lease();
    lease.expect(Set.of(TrackKind.AUDIO));
    lease.track(new Track(2, RATE, new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90))));
    return lease;
  }

  /** Has nothing on it, and takes nothing. */
  private static final class FullDisk implements DurableBlobStore {
    final CountDownLatch refused = new CountDownLatch(1);

    @Override
    public long append(String name, Bytes bytes) throws IOException {
      refused.countDown();
      throw new IOException("No space left on device");
    }

    @Override
    public void seal(String name) {}

    @Override
    public List<Bytes> read(String name, long offset, long length) throws IOException {
      throw new IOException("there is no " + name);
    }

    @Override
    public void delete(String name) {}

    @Override
    public List<StoredBlob> list(String folder) {
      return List.of();
    }

    @Override
    public List<String> folders(String folder) {
      return List.of();
    }

    @Override
    public long length(String name) {
      return 0;
    }

    @Override
    public void truncate(String name, long lengthBytes) {}

    @Override
    public void force() {}

    @Override
    public long usableBytes() {
      return 0;
    }
  }
}
