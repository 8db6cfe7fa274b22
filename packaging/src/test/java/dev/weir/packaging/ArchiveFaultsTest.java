package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.weir.media.StreamEvent;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.ArchivedStream;
import dev.weir.testkit.disk.DiskFault;
import dev.weir.testkit.disk.DiskOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an archive does when its disk fails. */
class ArchiveFaultsTest extends ArchiveFixture {
  private final Packager packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);

  @Test
  void aDiskThatFailsForAMomentLosesNothing() throws IOException {
    List<StreamEvent> events = stream(120);
    Presentation live = archived(packager, events.subList(0, 3000));
    faults.inject(DiskFault.error(DiskOperation.WRITE));
    for (StreamEvent event : events.subList(3000, 4000)) {
      Optional<Presentation> next = packager.accept(event);
      if (next.isPresent()) {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> archive.follow(next.get()));
        assertThat(archive.past().before(next.get(), LISTED_MILLIS).firstSequence())
            .isEqualTo(live.firstSequence());
      }
    }
    faults.mend();

    Presentation after = archived(packager, events.subList(4000, events.size()));

    Presentation whole = archive.past().before(after, LISTED_MILLIS);
    assertThat(dts(whole, "video")).hasSize(120 * 30).isSorted().doesNotHaveDuplicates();
    Presentation reread = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);
    assertThat(dts(reread, "video")).isEqualTo(dts(whole, "video"));
  }

  @Test
  void whatASyncHasLostIsWrittenAnew() throws IOException {
    List<StreamEvent> events = stream(90);
    archived(packager, events.subList(0, 30 * SECOND));
    disk.force();
    followUnsynced(packager, events.subList(30 * SECOND, 33 * SECOND));
    failSync();

    Presentation live = archived(packager, events.subList(33 * SECOND, events.size()));
    disk.force();

    Presentation whole = archive.past().before(live, LISTED_MILLIS);
    assertThat(dts(whole, "video")).hasSize(90 * 30).isSorted().doesNotHaveDuplicates();
    assertThat(archivedStream().currentPeriod().leader().segments()).noneMatch(Segment::isGap);
    assertThat(dts(archivedStream(), "video")).hasSize(88 * 30).isSorted();
    Presentation reread = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);
    assertThat(dts(reread, "video")).isEqualTo(dts(whole, "video"));
    assertThat(dts(reread, "audio")).isEqualTo(dts(whole, "audio"));
  }

  @Test
  void nothingIsListedThatASyncHasLost() throws IOException {
    List<StreamEvent> events = stream(40);
    archived(packager, events.subList(0, 30 * SECOND));
    disk.force();
    long safe = archive.past().periods().getLast().nextSequence();
    followUnsynced(packager, events.subList(30 * SECOND, 36 * SECOND));
    assertThat(archive.past().periods().getLast().nextSequence()).isGreaterThan(safe);

    failSync();

    assertThat(archive.past().periods().getLast().nextSequence()).isEqualTo(safe);
    Presentation reread = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);
    assertThat(dts(reread, "video")).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(28 * 30);
  }

  @Test
  void aPeriodOfWhichNothingWasSafeIsWrittenAnewWithTheOneBefore() throws IOException {
    archived(packager, stream(20));
    disk.force();
    List<StreamEvent> second = stream(START_MILLIS + 20_000, 10);
    List<StreamEvent> third = stream(START_MILLIS + 30_000, 10);
    followUnsynced(packager, second);
    followUnsynced(packager, third);
    failSync();

    Presentation live = archived(packager, stream(START_MILLIS + 40_000, 10));

    Presentation whole = archive.past().before(live, LISTED_MILLIS);
    assertThat(whole.periods()).hasSize(4);
    assertThat(dts(whole, "video")).hasSize(50 * 30);
    assertThat(dts(archivedStream(), "video")).hasSizeGreaterThanOrEqualTo(48 * 30);
  }

  @Test
  void theEndOfAStreamIsMarkedOnceThatIsPossible() throws IOException {
    List<StreamEvent> events = stream(20);
    events.add(new StreamEvent.Interrupted());
    archived(packager, events);
    Presentation ended = packager.accept(new StreamEvent.Ended()).orElseThrow();
    faults.inject(DiskFault.error(DiskOperation.OPEN).on("ended$"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> archive.follow(ended));
    faults.mend();

    archive.follow(ended);

    assertThat(Archive.open(FOLDER, memory, disk, LISTED).unfinished()).isEmpty();
  }

  @Test
  void whatMemoryHasNoMoreIsLeftOut() throws IOException {
    List<StreamEvent> events = stream(60);
    archived(packager, events.subList(0, 20 * SECOND));
    Presentation live = shown(events.subList(20 * SECOND, events.size()));
    List<Segment> segments = live.currentPeriod().leader().segments();
    Segment shed = segments.get(segments.size() - 5);
    for (Part part : shed.parts()) {
      memory.delete(part.extent());
    }

    archive.follow(live);

    assertThat(archive.past().periods().getFirst().firstSequence()).isEqualTo(shed.sequence() + 1);
  }

  @Test
  void afterAHoleOnDiskOnlyWhatJoinsOnIsRecovered() throws IOException {
    List<StreamEvent> events = stream(400);
    archived(packager, events.subList(0, 3000));
    for (StreamEvent event : events.subList(3000, 20_000)) {
      packager.accept(event);
    }
    Presentation live = archived(packager, events.subList(20_000, events.size()));
    Presentation whole = archive.past().before(live, LISTED_MILLIS);

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(sequences(after)).isEqualTo(sequences(whole));
  }

  @Test
  void anExtentThatCannotBeReadIsToldOfAndWhatIsBehindItRecovered() throws IOException {
    archived(stream(1300));
    String oldest = indexes().getFirst().toString();
    faults.inject(DiskFault.error(DiskOperation.READ).on(oldest + "$"));

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(archive.unreadable()).singleElement().asString().contains("Input/output error");
    assertThat(after.currentPeriod().nextSequence()).isEqualTo(START_MILLIS / 1000 + 650);
  }

  @Test
  void readsNoMoreThanCanBeListed() throws IOException {
    archived(stream(3700));
    String oldest = indexes().getFirst().toString();
    faults.inject(DiskFault.error(DiskOperation.READ).on(oldest + "$"));

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(archive.unreadable()).isEmpty();
    assertThat(after.currentPeriod().nextSequence()).isEqualTo(START_MILLIS / 1000 + 1850);
    assertThat(sequences(after)).hasSizeBetween(900, 940);
  }

  @Test
  void readsOnlyTheEndOfAStreamThatHasEnded() throws IOException {
    List<StreamEvent> events = stream(1900);
    events.add(new StreamEvent.Interrupted());
    events.add(new StreamEvent.Ended());
    archived(events);
    faults.inject(DiskFault.error(DiskOperation.READ).on(indexes().getFirst() + "$"));

    Archive found = Archive.open(FOLDER, memory, disk, LISTED);

    assertThat(found.unfinished()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void looksAtNoFragmentThatWasForced() throws IOException {
    archived(stream(60));
    faults.inject(DiskFault.error(DiskOperation.READ).on("[.]cmaf$").after(4));

    assertThat(reopened().periods()).hasSize(1);
  }

  @Test
  void aStreamIsNotGoneOnWithIfNobodyKnowsWhereItWas() throws IOException {
    archived(stream(1300));
    faults.inject(DiskFault.error(DiskOperation.READ).on("[.]index$").after(2));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Archive.open(FOLDER, memory, disk, LISTED))
        .withMessageContaining("Input/output error");
  }

  @Test
  void aFragmentWithoutItsFileIsCutOff() throws IOException {
    archived(stream(30));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".cmaf")).toList()) {
        Files.delete(file);
      }
    }

    assertThat(Archive.open(FOLDER, memory, disk, LISTED).unfinished()).isEmpty();
  }

  @Test
  void aStretchIsShownWithGapsWhereTheDiskDoesNotGiveItBack() throws IOException {
    archived(stream(1900));
    String second =
        indexes().stream()
            .filter(path -> path.toString().contains("/video/"))
            .toList()
            .get(1)
            .toString();
    faults.inject(DiskFault.error(DiskOperation.READ).on(second + "$"));

    Presentation found = archivedStream();

    assertThat(found.currentPeriod().leader().segments()).anyMatch(Segment::isGap);
    assertThat(dts(found, "video")).hasSizeBetween(1200 * 30, 1400 * 30);
    faults.inject(DiskFault.error(DiskOperation.READ));
    assertThatExceptionOfType(IOException.class).isThrownBy(this::archivedStream);
  }

  private List<Path> indexes() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".index")).sorted().toList();
    }
  }

  private void failSync() {
    faults.inject(DiskFault.error(DiskOperation.FORCE).on("(cmaf|index)$"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(disk::force)
        .satisfies(archive::startOver);
    faults.mend();
  }

  /** The last of what is shown, of which the archive has seen nothing. */
  private Presentation shown(List<StreamEvent> events) throws IOException {
    Optional<Presentation> latest = Optional.empty();
    for (StreamEvent event : events) {
      Optional<Presentation> next = packager.accept(event);
      latest = next.isPresent() ? next : latest;
    }
    return latest.orElseThrow();
  }

  private Presentation archivedStream() throws IOException {
    return new ArchivedStream(FOLDER, disk)
        .within(new Interval(START_MILLIS, Interval.OPEN_END))
        .orElseThrow();
  }
}
