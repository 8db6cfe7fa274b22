package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.Interval;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.archive.ArchivedStream;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.PublishPolicy;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.stream.PublisherIdentity;
import dev.weir.stream.PublisherLease;
import dev.weir.stream.RegistryLimits;
import dev.weir.stream.StreamName;
import dev.weir.stream.StreamRegistry;
import dev.weir.testkit.ManualClock;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk has of the end of a stream. */
class DvrEndTest {
  private static final StreamName NAME = new StreamName("demo");
  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  private static final long START_MILLIS = 1_763_676_000_000L;
  private static final Duration WINDOW = Duration.ofMinutes(30);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock(START_MILLIS);
  private final MemoryBlobStore memory = new MemoryBlobStore(10_000_000);
  private final FaultyDisk faults = new FaultyDisk();
  private final StreamRegistry registry =
      new StreamRegistry(RegistryLimits.DEFAULT.withGrace(Duration.ZERO), clock);
  private DiskBlobStore disk;
  private Dvr dvr;
  private LiveChannels channels;
  private long nextTicks;

  @BeforeEach
  void open() {
    disk = new DiskBlobStore(faults.at(folder));
    var store = new LiveStore(memory, Optional.of(disk), clock);
    dvr = new Dvr(disk, memory, store, new DvrConfig(_ -> WINDOW, 1 << 30), clock);
    dvr.recover();
    var patient =
        new ChannelLimits(10, Duration.ofMinutes(1), 8_192, 1 << 20, Duration.ofMinutes(1));
    channels = new LiveChannels(PackagingConfig.DEFAULT, patient, memory, Optional.of(dvr));
    registry.addListener(channels);
  }

  @AfterEach
  void close() throws IOException {
    faults.mend();
    channels.close();
    dvr.close();
    disk.close();
  }

  @Test
  void memoryKeepsItUntilTheDiskHasIt() throws Exception {
    faults.inject(DiskFault.error(DiskOperation.WRITE));
    PublisherLease lease = publish();
    seconds(lease, 10);
    lease.end();
    registry.tick(clock.monotonicNanos());
    Presentation ended = await(shown -> shown.state() == Presentation.State.ENDED).orElseThrow();
    while (!dvr.isFailing()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    LiveChannel channel = channels.find(NAME).orElseThrow();

    channels.memoryIsWanted();
    assertThat(await(channel, _ -> false)).isEmpty();
    faults.mend();
    clock.advance(Duration.ofSeconds(5));
    channels.close();

    assertThat(memory.usedBytes()).isZero();
    assertThat(archived()).isEqualTo(starts(ended));
  }

  @Test
  void aServerThatStopsWritesWhatItHasBeenSent() throws Exception {
    PublisherLease lease = publish();
    seconds(lease, 60);

    channels.close();
    dvr.close();

    assertThat(archived()).hasSizeGreaterThan(27);
  }

  @Test
  void aSuccessorOfItsNameLeavesItTime() throws Exception {
    PublisherLease lease = publish();
    seconds(lease, 60);
    lease.end();
    registry.tick(clock.monotonicNanos());

    publish();
    channels.close();
    dvr.close();

    assertThat(archived()).hasSizeGreaterThan(27);
    assertThat(disk.list("dvr/demo")).anyMatch(blob -> blob.name().endsWith("/ended"));
  }

  private PublisherLease publish() {
    var identity = new PublisherIdentity("s1", "127.0.0.1", "none");
    var granted = registry.publish(NAME, PublishPolicy.REFUSE, identity, _ -> {});
    PublisherLease lease = ((Granted) granted).lease();
    lease.expect(Set.of(TrackKind.AUDIO));
    lease.track(new Track(2, RATE, new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90))));
    return lease;
  }

  private void seconds(PublisherLease lease, int seconds) {
    for (long end = nextTicks + (long) seconds * RATE; nextTicks < end; nextTicks += FRAME) {
      clock.advance(Duration.ofNanos(FRAME * 1_000_000_000L / RATE));
      lease.sample(new MediaSample(2, nextTicks, 0, FRAME, true, List.of(Bytes.of(1, 2, 3))));
    }
  }

  private Optional<Presentation> await(Predicate<Presentation> wanted) throws InterruptedException {
    return await(channels.find(NAME).orElseThrow(), wanted);
  }

  private static Optional<Presentation> await(LiveChannel channel, Predicate<Presentation> wanted)
      throws InterruptedException {
    BlockingQueue<Optional<Snapshot>> answers = new ArrayBlockingQueue<>(1);
    channel.feed().await(wanted, answers::add);
    Optional<Snapshot> answer = answers.poll(30, TimeUnit.SECONDS);
    assertThat(answer).as("an answer").isNotNull();
    return answer.map(Snapshot::presentation);
  }

  private List<Long> archived() throws IOException {
    return new ArchivedStream("dvr/demo", disk)
        .within(new Interval(START_MILLIS - 60_000, Interval.OPEN_END))
        .map(DvrEndTest::starts)
        .orElse(List.of());
  }

  private static List<Long> starts(Presentation presentation) {
    PeriodTrack sound = presentation.currentPeriod().leader();
    return sound.segments().stream()
        .filter(segment -> !segment.isGap())
        .map(Segment::startTicks)
        .toList();
  }
}
