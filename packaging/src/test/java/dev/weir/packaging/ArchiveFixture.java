package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.frames;
import static dev.weir.packaging.Footage.interleaved;
import static dev.weir.packaging.Footage.period;
import static dev.weir.packaging.Footage.sounds;

import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.media.codec.AvcConfig;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.Unfinished;
import dev.weir.storage.DiskBlobStore;
import dev.weir.storage.MemoryBlobStore;
import dev.weir.testkit.disk.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream of two-second segments, thirty frames a second and sound, and the disk that keeps it.
 */
abstract class ArchiveFixture {
  static final String FOLDER = "dvr/demo";
  static final Duration LISTED = Duration.ofMinutes(30);
  static final long LISTED_MILLIS = LISTED.toMillis();

  /** Events of a second. */
  static final int SECOND = 30 + 48_000 / 1024;

  /** With a real SPS, since a header is read back. */
  static final Track VIDEO = video();

  @TempDir Path folder;

  final MemoryBlobStore memory = new MemoryBlobStore(100_000_000);
  final FaultyDisk faults = new FaultyDisk();
  DiskBlobStore disk;
  Archive archive;

  @BeforeEach
  void open() throws IOException {
    disk = new DiskBlobStore(faults.at(folder));
    archive = new Archive(FOLDER, memory, disk, LISTED);
  }

  Unfinished reopened() throws IOException {
    archive = Archive.open(FOLDER, memory, disk, LISTED);
    return archive.unfinished().orElseThrow();
  }

  static Track video() {
    Bytes sps = Bytes.ofHex("674d400c eca146fc98 08800000 03008000 001907 8a14cb");
    try {
      var config = AvcConfig.of(List.of(sps), List.of(Bytes.of(0x68, 0xEE)));
      return new Track(Footage.VIDEO, Footage.VIDEO_TIMESCALE, config);
    } catch (MediaFormatException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static List<StreamEvent> stream(int seconds) {
    return stream(START_MILLIS, seconds);
  }

  static List<StreamEvent> stream(long startMillis, int seconds) {
    var events = new ArrayList<StreamEvent>();
    events.add(period(0, startMillis, VIDEO, audio(48_000)));
    List<MediaSample> samples =
        interleaved(frames(30, seconds * 30, 60), sounds(48_000, seconds), 48_000);
    samples.forEach(sample -> events.add(new StreamEvent.Sample(sample)));
    events.add(new StreamEvent.Stalled());
    return events;
  }

  Presentation archived(List<StreamEvent> events) throws IOException {
    return archived(new Packager("live/demo", PackagingConfig.DEFAULT, memory), events);
  }

  Presentation archived(Packager packager, List<StreamEvent> events) throws IOException {
    return follow(packager, events, archive::synced);
  }

  /** Writes them without a sync. */
  Presentation followUnsynced(Packager packager, List<StreamEvent> events) throws IOException {
    return follow(packager, events, () -> {});
  }

  private Presentation follow(Packager packager, List<StreamEvent> events, Runnable afterEach)
      throws IOException {
    Optional<Presentation> latest = Optional.empty();
    for (StreamEvent event : events) {
      Optional<Presentation> next = packager.accept(event);
      if (next.isPresent()) {
        archive.follow(next.get());
        afterEach.run();
        latest = next;
      }
    }
    return latest.orElseThrow();
  }

  static List<Long> sequences(Presentation presentation) {
    return presentation.periods().stream()
        .flatMap(period -> period.leader().segments().stream())
        .map(Segment::sequence)
        .toList();
  }

  List<Long> dts(Presentation presentation, String rendition) throws IOException {
    return samples(presentation, rendition).stream().map(MediaSample::dtsTicks).toList();
  }

  /** Read back from wherever they are. */
  List<MediaSample> samples(Presentation presentation, String rendition) throws IOException {
    var samples = new ArrayList<MediaSample>();
    for (Period period : presentation.periods()) {
      PeriodTrack track = period.track(rendition).orElseThrow();
      try {
        var reader = FragmentedMp4Reader.open(track.header());
        for (Segment segment : track.segments()) {
          for (Part part : segment.parts()) {
            var store = part.extent().startsWith(FOLDER) ? disk : memory;
            Bytes bytes =
                Bytes.concat(store.read(part.extent(), part.offset(), part.lengthBytes()));
            samples.addAll(reader.read(bytes));
          }
        }
      } catch (MediaFormatException damaged) {
        throw new AssertionError(damaged);
      }
    }
    return samples;
  }
}
