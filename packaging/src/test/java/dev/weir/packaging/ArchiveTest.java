package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.period;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import dev.weir.packaging.archive.Archive;
import dev.weir.packaging.archive.Unfinished;
import dev.weir.packaging.hls.IFramePlaylist;
import dev.weir.storage.StoredBlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTest extends ArchiveFixture {
  private static final long SECOND_START_MILLIS = START_MILLIS + 600_000;

  @Test
  void keepsEverySegmentThatTheLiveWindowHasForgotten() throws IOException {
    Presentation live = archived(stream(300));

    Presentation whole = archive.past().before(live, LISTED_MILLIS);

    assertThat(live.firstSequence()).isGreaterThan(START_MILLIS / 1000 + 50);
    assertThat(whole.firstSequence()).isEqualTo(START_MILLIS / 1000);
    assertThat(whole.listed().firstSequence()).isEqualTo(START_MILLIS / 1000);
    assertThat(sequences(whole)).hasSize(150).doesNotHaveDuplicates().isSorted();
    assertThat(samples(whole, "video")).hasSize(300 * 30);
    assertThat(dts(whole, "video")).isSorted().doesNotHaveDuplicates();
    assertThat(dts(whole, "audio")).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void listsNothingThatItDidNotListBefore() throws IOException {
    var packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
    long firstListed = 0;
    for (StreamEvent event : stream(200)) {
      Optional<Presentation> live = packager.accept(event);
      if (live.isPresent()) {
        Presentation whole = archive.past().before(live.get(), LISTED_MILLIS);
        assertThat(whole.listed().firstSequence()).isGreaterThanOrEqualTo(firstListed);
        firstListed = whole.listed().firstSequence();
        archive.follow(live.get());
      }
    }
    assertThat(firstListed).isEqualTo(START_MILLIS / 1000);
  }

  @Test
  void beginsAnotherExtentAfterTenMinutes() throws IOException {
    archived(stream(1300));

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".cmaf"))).hasSize(6);
    }
  }

  @Test
  void anotherProcessFindsWhatThisOneHasLeft() throws IOException {
    Presentation live = archived(stream(100));
    Presentation before = archive.past().before(live, LISTED_MILLIS);

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(after.startMillis()).isEqualTo(before.startMillis());
    assertThat(after.targetDurationSeconds()).isEqualTo(before.targetDurationSeconds());
    assertThat(after.partTargetMillis()).isEqualTo(before.partTargetMillis());
    assertThat(sequences(after)).isEqualTo(sequences(before));
    assertThat(dts(after, "video")).isEqualTo(dts(before, "video"));
    assertThat(dts(after, "audio")).isEqualTo(dts(before, "audio"));
    assertThat(after.currentPeriod().leader().track()).isEqualTo(VIDEO);
    assertThat(after.currentPeriod().leader().header())
        .isEqualTo(before.currentPeriod().leader().header());
  }

  @Test
  void severalVideosAndSoundsAreFoundAgain() throws IOException {
    var events = new ArrayList<StreamEvent>();
    Track sound = audio(48_000);
    events.add(
        period(
            0, START_MILLIS, VIDEO, sound, LadderTest.with(3, VIDEO), LadderTest.with(4, sound)));
    for (StreamEvent event : stream(100).subList(1, stream(100).size())) {
      events.add(event);
      if (event instanceof StreamEvent.Sample(MediaSample sample)) {
        events.add(new StreamEvent.Sample(LadderTest.with(sample.trackId() + 2, sample)));
      }
    }
    Presentation live = archived(events);
    Presentation before = archive.past().before(live, LISTED_MILLIS);

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(after.renditions()).containsExactly("video", "video-2", "audio", "audio-2");
    assertThat(after.currentPeriod().tracks())
        .extracting(track -> track.track().id())
        .containsExactly(1, 3, 2, 4);
    for (String rendition : after.renditions()) {
      assertThat(dts(after, rendition)).isNotEmpty().isEqualTo(dts(before, rendition));
    }
  }

  @Test
  void aStreamGoesOnAfterTheProcessIsKilled() throws IOException {
    archived(stream(100));
    Unfinished left = reopened();

    var packager =
        new Packager("live/demo", PackagingConfig.DEFAULT, memory, Optional.of(left.resumption()));
    List<StreamEvent> events = stream(20);
    events.set(0, period(0, SECOND_START_MILLIS, VIDEO, audio(48_000)));
    Presentation live = archived(packager, events);
    Presentation whole = archive.past().before(live, LISTED_MILLIS);

    assertThat(whole.periods()).hasSize(2);
    assertThat(whole.startMillis()).isEqualTo(START_MILLIS);
    assertThat(sequences(whole)).first().isEqualTo(START_MILLIS / 1000);
    assertThat(sequences(whole))
        .isEqualTo(
            Stream.iterate(START_MILLIS / 1000, next -> next + 1)
                .limit(sequences(whole).size())
                .toList());
    assertThat(whole.periods()).extracting(Period::discontinuity).containsExactly(0L, 1L);
    assertThat(whole.targetDurationSeconds()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
  void whatAPowerCutTearsIsCutOff(long seed) throws IOException {
    var packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
    List<StreamEvent> events = stream(30);
    archived(packager, events.subList(0, 26 * SECOND));
    List<StoredBlob> forced = disk.list(FOLDER);
    Presentation live = followUnsynced(packager, events.subList(26 * SECOND, events.size()));
    Presentation before = archive.past().before(live, LISTED_MILLIS);
    tear(forced, new Random(seed));

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(dts(before, "video")).startsWith(dts(after, "video").toArray(Long[]::new));
    assertThat(dts(before, "audio")).startsWith(dts(after, "audio").toArray(Long[]::new));
    assertThat(sequences(after)).isSorted().startsWith(START_MILLIS / 1000);
    assertThat(dts(after, "video")).hasSizeGreaterThan(24 * 30);
  }

  /** The end of an extent and the beginning of the next were written since the last sync. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatAPowerCutTearsOfTheExtentBeforeTheNewestIsCutOff(long seed) throws IOException {
    var packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
    List<StreamEvent> events = stream(610);
    archived(packager, events.subList(0, 599 * SECOND));
    List<StoredBlob> forced = disk.list(FOLDER);
    Presentation live = followUnsynced(packager, events.subList(599 * SECOND, events.size()));
    Presentation before = archive.past().before(live, LISTED_MILLIS);
    assertThat(disk.list(FOLDER)).hasSize(forced.size() + 4);
    tear(forced, new Random(seed));

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(dts(after, "video")).isSorted().allMatch(Set.copyOf(dts(before, "video"))::contains);
    assertThat(dts(after, "audio")).allMatch(Set.copyOf(dts(before, "audio"))::contains);
  }

  /** Of what was written since the last sync either some is missing, or zeros stand there. */
  private void tear(List<StoredBlob> forced, Random random) throws IOException {
    Map<String, Long> safe =
        forced.stream().collect(Collectors.toMap(StoredBlob::name, StoredBlob::lengthBytes));
    for (StoredBlob blob : disk.list(FOLDER)) {
      if (blob.name().endsWith(".index") || blob.name().endsWith(".cmaf")) {
        tear(folder.resolve(blob.name()), safe.getOrDefault(blob.name(), 0L).intValue(), random);
      }
    }
  }

  private static void tear(Path file, int safe, Random random) throws IOException {
    byte[] octets = Files.readAllBytes(file);
    int from = safe + random.nextInt(octets.length - safe + 1);
    if (random.nextBoolean()) {
      Files.write(file, Arrays.copyOf(octets, from));
    } else {
      Arrays.fill(octets, from, Math.min(octets.length, from + random.nextInt(4096)), (byte) 0);
      Files.write(file, octets);
    }
  }

  @Test
  void aStreamThatHasEndedIsNotGoneOnWith() throws IOException {
    List<StreamEvent> events = stream(30);
    events.add(new StreamEvent.Interrupted());
    events.add(new StreamEvent.Ended());
    archived(events);

    assertThat(Archive.open(FOLDER, memory, disk, LISTED).unfinished()).isEmpty();
  }

  @Test
  void whatIsLeftAndEndedWithoutItsPublisherIsNotTouchedButMarked() throws IOException {
    archived(stream(30));
    Unfinished left = reopened();
    List<StoredBlob> before = disk.list(FOLDER);

    archive.follow(left.presentation(Presentation.State.ENDED, LISTED_MILLIS));

    assertThat(disk.list(FOLDER)).containsAll(before).hasSize(before.size() + 1);
    assertThat(Archive.open(FOLDER, memory, disk, LISTED).unfinished()).isEmpty();
  }

  @Test
  void thePicturesOfTheWholePastCanBeShownByThemselves() throws IOException {
    Presentation live = archived(stream(300));
    Presentation before = archive.past().before(live, LISTED_MILLIS);
    String written = IFramePlaylist.write(before, "video");

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(written.lines().filter(line -> line.startsWith("#EXT-X-BYTERANGE"))).hasSize(149);
    assertThat(IFramePlaylist.write(after, "video")).startsWith(written.substring(0, 2_000));
    for (Segment segment : after.currentPeriod().leader().segments()) {
      assertThat(segment.keyframeBytes()).isPositive();
    }
  }

  @Test
  void aPastWithAHoleIsNotShown() throws IOException {
    var packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);
    List<StreamEvent> events = stream(400);
    archived(packager, events.subList(0, 3000));
    for (StreamEvent event : events.subList(3000, 20_000)) {
      packager.accept(event);
    }

    Presentation live = archived(packager, events.subList(20_000, events.size()));
    Presentation whole = archive.past().before(live, LISTED_MILLIS);

    assertThat(whole.firstSequence()).isGreaterThan(START_MILLIS / 1000 + 20);
    assertThat(sequences(whole))
        .isEqualTo(
            Stream.iterate(whole.firstSequence(), next -> next + 1)
                .limit(sequences(whole).size())
                .toList());
  }
}
