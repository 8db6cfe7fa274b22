package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.Interval;
import dev.weir.packaging.MediaLookup;
import dev.weir.packaging.MediaName;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Segment;
import dev.weir.packaging.archive.Archive;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.stream.StreamName;
import dev.weir.testkit.ManualClock;
import dev.weir.testkit.disk.DiskOperation;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchUpTest {
  private static final StreamName NAME = new StreamName("demo");
  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  private static final long START_MILLIS = 1_763_676_000_000L;

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock(START_MILLIS);
  private final FaultyDisk calls = new FaultyDisk();

  @Test
  void looksThroughTheFoldersOfAStreamOnceForAllItsFiles() throws IOException {
    try (var disk = new DiskBlobStore(calls.at(folder))) {
      write(disk);
      var catchUp = new CatchUp(disk, clock);
      List<Segment> segments =
          catchUp
              .read(NAME, new Interval(START_MILLIS, Interval.OPEN_END))
              .orElseThrow()
              .presentation()
              .currentPeriod()
              .leader()
              .segments();
      long listed = calls.calls(DiskOperation.LIST);

      for (Segment segment : segments) {
        assertThat(catchUp.find(NAME, "audio", new MediaName.SegmentFile(segment.startTicks())))
            .isInstanceOf(MediaLookup.FoundParts.class);
      }

      assertThat(segments).hasSizeGreaterThan(10);
      assertThat(calls.calls(DiskOperation.LIST)).isEqualTo(listed);
    }
  }

  private static void write(DiskBlobStore disk) throws IOException {
    var memory = new MemoryBlobStore(10_000_000);
    var archive = new Archive("dvr/demo", memory, disk, Duration.ofMinutes(30));
    var packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
    var sound = new Track(1, RATE, new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90)));
    packager.accept(new StreamEvent.PeriodStarted(0, List.of(sound), new Anchor(0, START_MILLIS)));
    for (long ticks = 0; ticks < 60L * RATE; ticks += FRAME) {
      var sample = new MediaSample(1, ticks, 0, FRAME, true, List.of(Bytes.of(1, 2, 3)));
      Optional<Presentation> live = packager.accept(new StreamEvent.Sample(sample));
      if (live.isPresent()) {
        archive.follow(live.get());
      }
    }
  }
}
