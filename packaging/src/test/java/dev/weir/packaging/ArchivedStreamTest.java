package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.StreamEvent;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.ArchiveFiles;
import dev.weir.packaging.archive.ArchivedStream;
import dev.weir.packaging.archive.StoredExtent;
import dev.weir.testkit.disk.DiskOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ArchivedStreamTest extends ArchiveFixture {
  private static final long MINUTE = 60_000;
  private static final long SEGMENT = 2_000;

  private ArchivedStream archived;

  @BeforeEach
  void look() {
    archived = new ArchivedStream(FOLDER, disk);
  }

  @Test
  void findsAnyStretchOfAStreamOnAir() throws IOException {
    archived(stream(1300));

    Presentation found = within(START_MILLIS + 9 * MINUTE, START_MILLIS + 11 * MINUTE);

    assertThat(found.state()).isEqualTo(Presentation.State.ENDED);
    assertThat(sequences(found)).isEqualTo(numbers(START_MILLIS / 1000 + 270, 60));
    assertThat(found.listed()).isEqualTo(found);
    assertThat(dts(found, "video")).hasSize(2 * 60 * 30).isSorted().doesNotHaveDuplicates();
    assertThat(dts(found, "audio")).isSorted().doesNotHaveDuplicates();
    assertThat(found.currentPeriod().leader().frameRate()).isEqualTo(30);
    assertThat(found.targetDurationSeconds()).isEqualTo(2);
  }

  @Test
  void leavesOutWhatIsStillBeingWritten() throws IOException {
    List<StreamEvent> events = stream(61);
    archived(events.subList(0, events.size() - 1));

    Presentation onAir = within(START_MILLIS, Interval.OPEN_END);
    archive.follow(onAir.with(onAir.periods(), LISTED_MILLIS));
    Presentation ended = within(START_MILLIS, Interval.OPEN_END);

    assertThat(sequences(onAir)).hasSizeLessThanOrEqualTo(30);
    assertThat(sequences(ended)).hasSizeGreaterThan(sequences(onAir).size());
  }

  @Test
  void joinsTheBroadcastsOfOneName() throws IOException {
    broadcast(START_MILLIS, 30);
    broadcast(START_MILLIS + 60 * MINUTE, 20);

    Presentation found = within(START_MILLIS, START_MILLIS + 120 * MINUTE);

    assertThat(found.periods()).hasSize(2);
    assertThat(sequences(found))
        .isEqualTo(numbers((START_MILLIS + 60 * MINUTE) / 1000 - 15, 15 + 10));
    assertThat(found.periods()).extracting(Period::discontinuity).containsExactly(0L, 1L);
    assertThat(found.startMillis()).isEqualTo(START_MILLIS);
    assertThat(dts(found, "video")).hasSize(50 * 30);
    assertThat(archived.within(new Interval(START_MILLIS + MINUTE, START_MILLIS + 59 * MINUTE)))
        .isEmpty();
  }

  @Test
  void whatTheDiskLacksIsAGap() throws IOException {
    var packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
    List<StreamEvent> events = stream(400);
    archived(packager, events.subList(0, 3000));
    for (StreamEvent event : events.subList(3000, 20_000)) {
      packager.accept(event);
    }
    archived(packager, events.subList(20_000, events.size()));

    Presentation found = within(START_MILLIS, Interval.OPEN_END);

    List<Segment> segments = found.currentPeriod().leader().segments();
    assertThat(sequences(found)).isEqualTo(numbers(START_MILLIS / 1000, segments.size()));
    assertThat(segments).anyMatch(Segment::isGap);
    assertThat(segments).allMatch(segment -> segment.durationTicks() <= SEGMENT * 90);
    for (int i = 1; i < segments.size(); i++) {
      assertThat(segments.get(i).startTicks()).isEqualTo(segments.get(i - 1).endTicks());
      assertThat(segments.get(i).wallMillis()).isGreaterThan(segments.get(i - 1).wallMillis());
    }
  }

  @Test
  void findsFilesByTheirNames() throws IOException {
    broadcast(START_MILLIS, 1300);
    broadcast(START_MILLIS + 60 * MINUTE, 20);
    Presentation all = within(START_MILLIS, Interval.OPEN_END);

    for (Period period : all.periods()) {
      PeriodTrack audio = period.track("audio").orElseThrow();
      Segment segment = audio.segments().getLast();

      assertThat(archived.find("audio", new MediaName.SegmentFile(segment.startTicks())))
          .isEqualTo(new MediaLookup.FoundParts(segment.parts()));
      assertThat(archived.find("audio", new MediaName.Header(period.id())))
          .isEqualTo(new MediaLookup.FoundHeader(audio.header()));
      assertThat(archived.find("audio", new MediaName.SegmentFile(segment.startTicks() + 1)))
          .isEqualTo(new MediaLookup.Missing());
      assertThat(archived.find("video", new MediaName.Header(period.id() + 1)))
          .isEqualTo(new MediaLookup.Missing());
    }
  }

  @Test
  void looksThroughNoFolderForAFileThatIsThere() throws IOException {
    archived(stream(1300));
    Presentation all = within(START_MILLIS, Interval.OPEN_END);
    PeriodTrack video = all.currentPeriod().leader();
    long listed = faults.calls(DiskOperation.LIST);
    long looked = faults.calls(DiskOperation.STAT);

    for (Segment segment : video.segments()) {
      assertThat(archived.find("video", new MediaName.SegmentFile(segment.startTicks())))
          .isEqualTo(new MediaLookup.FoundParts(segment.parts()));
      assertThat(archived.find("video", new MediaName.Header(all.currentPeriod().id())))
          .isEqualTo(new MediaLookup.FoundHeader(video.header()));
    }

    assertThat(faults.calls(DiskOperation.LIST)).isEqualTo(listed);
    assertThat(faults.calls(DiskOperation.STAT) - looked)
        .isLessThanOrEqualTo(2L * video.segments().size());
  }

  @Test
  void findsWhatHasComeSinceItLooked() throws IOException {
    broadcast(START_MILLIS, 30);
    within(START_MILLIS, Interval.OPEN_END);
    broadcast(START_MILLIS + 60 * MINUTE, 20);
    Period newest =
        new ArchivedStream(FOLDER, disk)
            .within(new Interval(START_MILLIS, Interval.OPEN_END))
            .orElseThrow()
            .currentPeriod();
    Segment segment = newest.leader().segments().getLast();

    assertThat(archived.find("video", new MediaName.SegmentFile(segment.startTicks())))
        .isEqualTo(new MediaLookup.FoundParts(segment.parts()));
    assertThat(archived.find("video", new MediaName.Header(newest.id())))
        .isInstanceOf(MediaLookup.FoundHeader.class);
  }

  @Test
  void findsNothingOfWhatHasGoneSinceItLooked() throws IOException {
    broadcast(START_MILLIS, 30);
    Period period = within(START_MILLIS, Interval.OPEN_END).currentPeriod();
    Segment segment = period.leader().segments().getLast();
    var files = new ArchiveFiles("dvr", disk);
    for (StoredExtent extent : files.find().oldestFirst()) {
      files.delete(extent);
    }

    assertThat(archived.find("video", new MediaName.SegmentFile(segment.startTicks())))
        .isEqualTo(new MediaLookup.Missing());
    assertThat(archived.find("video", new MediaName.Header(period.id())))
        .isEqualTo(new MediaLookup.Missing());
  }

  @Test
  void readsPastWhatIsDamaged() throws IOException {
    archived(stream(1300));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".index")).toList()) {
        byte[] octets = Files.readAllBytes(file);
        octets[octets.length / 2] ^= 1;
        Files.write(file, octets);
      }
    }

    Presentation found = within(START_MILLIS, Interval.OPEN_END);

    assertThat(found.currentPeriod().leader().segments()).anyMatch(Segment::isGap);
    assertThat(dts(found, "video")).isSorted().doesNotHaveDuplicates();
  }

  private void broadcast(long startMillis, int seconds) throws IOException {
    List<StreamEvent> events = new ArrayList<>(stream(startMillis, seconds));
    events.add(new StreamEvent.Interrupted());
    events.add(new StreamEvent.Ended());
    archive = new Archive(FOLDER, memory, disk, LISTED);
    archived(events);
  }

  private Presentation within(long startMillis, long endMillis) throws IOException {
    return archived.within(new Interval(startMillis, endMillis)).orElseThrow();
  }

  private static List<Long> numbers(long first, int count) {
    return LongStream.range(first, first + count).boxed().toList();
  }
}
