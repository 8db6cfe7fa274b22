package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.Packager;
import dev.weir.packaging.PackagingConfig;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.ArchiveFiles;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewindTest {
  private static final int RATE = 48_000;
  private static final int FRAME = 1024;
  private static final long START_MILLIS = 1_763_676_000_000L;
  private static final Duration WINDOW = Duration.ofMinutes(30);
  private static final Track SOUND =
      new Track(1, RATE, new AacConfig(2, RATE, 2, FRAME, Bytes.of(0x11, 0x90)));

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock(START_MILLIS);
  private final MemoryBlobStore memory = new MemoryBlobStore(10_000_000);
  private final Packager packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
  private long nextTicks;

  @Test
  void theListNeverGoesBackAfterTheDiskWasAway() throws IOException {
    var disk = new DiskBlobStore(folder);
    var archive = new Archive("dvr/demo", memory, disk, WINDOW);
    var rewind = new Rewind(archive, unstarted(disk), WINDOW.toMillis());
    packager.accept(new StreamEvent.PeriodStarted(0, List.of(SOUND), new Anchor(0, START_MILLIS)));

    long first = 0;
    long firstWhileAway = 0;
    for (int second = 0; second < 400; second++) {
      boolean isAway = second >= 60 && second < 260;
      for (Presentation live : second()) {
        Presentation shown = rewind.extend(live).listed();
        assertThat(shown.firstSequence()).isGreaterThanOrEqualTo(first);
        first = shown.firstSequence();
        if (!isAway) {
          archive.follow(live);
        }
      }
      firstWhileAway = isAway ? first : firstWhileAway;
    }

    assertThat(firstWhileAway).isGreaterThan(START_MILLIS / 1000 + 30);
    assertThat(first).isEqualTo(firstWhileAway);
    disk.close();
  }

  /** Only keeps what it is offered. */
  private DvrWriter unstarted(DiskBlobStore disk) {
    var config = new DvrConfig(_ -> WINDOW, 0);
    var store = new LiveStore(memory, Optional.of(disk), clock);
    var files = new ArchiveFiles(LiveStore.DVR_FOLDER, disk);
    return new DvrWriter(disk, new DvrRetention(config, disk, files, store, clock), clock);
  }

  private List<Presentation> second() throws IOException {
    var shown = new java.util.ArrayList<Presentation>();
    for (long end = nextTicks + RATE; nextTicks < end; nextTicks += FRAME) {
      packager
          .accept(
              new StreamEvent.Sample(
                  new MediaSample(1, nextTicks, 0, FRAME, true, List.of(Bytes.of(1, 2, 3)))))
          .ifPresent(shown::add);
    }
    return shown;
  }
}
