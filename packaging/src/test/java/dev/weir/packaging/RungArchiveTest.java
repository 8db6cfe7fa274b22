package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static dev.weir.packaging.Footage.audio;
import static dev.weir.packaging.Footage.period;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.StreamEvent;
import dev.weir.packaging.archive.ArchivedStream;
import dev.weir.packaging.dash.DashManifest;
import dev.weir.packaging.hls.MediaPlaylist;
import dev.weir.packaging.hls.PlaylistForm;
import dev.weir.testkit.dash.MpdRules;
import dev.weir.testkit.hls.HlsRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the disk keeps of a rung of the live ladder, whose pictures are the leader's here. */
class RungArchiveTest extends ArchiveFixture {
  /** The number of the stream's first segment. */
  private static final long FIRST = START_MILLIS / 1000;

  private static final long BEGUN = FIRST + 10;
  private static final long SECOND_START_MILLIS = START_MILLIS + 61_000;

  private final Packager packager = new Packager("live/demo", PackagingConfig.DEFAULT, memory);

  // Of the rung.
  private int lagParts = 5;
  private Set<Long> missing = Set.of(FIRST + 20, FIRST + 21);
  private long standsStillAt = Long.MAX_VALUE;
  private long headerAt = BEGUN;

  private Optional<Presentation> shown = Optional.empty();

  @Test
  void takesInARungThatBeginsLateAndHasAHole() throws IOException {
    Presentation live = play(stream(200));

    Presentation whole = archive.past().before(live, LISTED_MILLIS);

    assertThat(live.firstSequence()).isGreaterThan(FIRST + 30);
    assertThat(sequences(whole)).hasSize(100).startsWith(FIRST).doesNotHaveDuplicates();
    List<Segment> rung = rung(whole).segments();
    assertThat(rung.getFirst().sequence()).isEqualTo(BEGUN);
    assertThat(rung.stream().map(Segment::sequence))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(BEGUN, rung.getLast().sequence()).boxed().toList());
    assertThat(rung.stream().filter(Segment::isGap).map(Segment::sequence))
        .containsExactlyInAnyOrderElementsOf(missing);
    assertThat(dts(whole, Rungs.NAME)).isSorted().hasSizeGreaterThan(85 * 60);
    assertThat(whole.currentPeriod().lineups()).hasSizeGreaterThan(3);
    assertObeysTheRules(whole);
  }

  @Test
  void aRungThatStandsStillHoldsNothingBack() throws IOException {
    standsStillAt = FIRST + 30;

    Presentation live = play(stream(200));

    assertThat(sequences(archive.past().before(live, LISTED_MILLIS))).hasSize(100);
    Period past = archive.past().periods().getLast();
    assertThat(past.nextSequence()).isEqualTo(FIRST + 99);
    assertThat(past.track(Rungs.NAME).orElseThrow().segments().getLast().sequence())
        .isEqualTo(FIRST + 29);
    assertObeysTheRules(archive.past().before(live, LISTED_MILLIS));
  }

  @Test
  void aHoleThatMemoryNoLongerHasIsAGap() throws IOException {
    List<StreamEvent> events = stream(300);
    play(events.subList(0, 60 * SECOND));
    Presentation before = shown.orElseThrow();
    play(events.subList(60 * SECOND, 250 * SECOND), false);
    missing = Set.of();

    Presentation live = play(events.subList(250 * SECOND, events.size()));

    assertThat(before.firstSequence()).isLessThan(live.firstSequence());
    assertObeysTheRules(archive.past().before(live, LISTED_MILLIS));
  }

  @Test
  void passesOverARungWhoseHeaderIsNotKnown() throws IOException {
    headerAt = Long.MAX_VALUE;

    Presentation live = play(stream(60));

    assertThat(folder.resolve(FOLDER).resolve(START_MILLIS + "/" + Rungs.NAME)).doesNotExist();
    assertThat(sequences(archive.past().before(live, LISTED_MILLIS))).hasSize(30);
  }

  @Test
  void anotherProcessFindsWhatWasMade() throws IOException {
    Presentation live = play(stream(100));
    Presentation before = archive.past().before(live, LISTED_MILLIS);

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(after.renditions()).containsExactly("video", Rungs.NAME, "audio");
    assertThat(sequences(after)).isEqualTo(sequences(before));
    assertThat(dts(after, "video")).isEqualTo(dts(before, "video"));
    List<Long> made = dts(before, Rungs.NAME);
    assertThat(made).startsWith(dts(after, Rungs.NAME).toArray(Long[]::new));
    assertThat(dts(after, Rungs.NAME)).hasSizeGreaterThan(made.size() - 2 * 60);
    assertThat(rung(after).segments())
        .hasSameSizeAs(after.currentPeriod().leader().segments())
        .filteredOn(Segment::isGap)
        .extracting(Segment::sequence)
        .startsWith(LongStream.range(FIRST, BEGUN).boxed().toArray(Long[]::new))
        .containsAll(missing);
    assertThat(after.currentPeriod().lineups()).hasSizeGreaterThan(2);
    assertObeysTheRules(after);
  }

  @Test
  void aRungThatCannotBeReadIsLeftOut() throws IOException {
    Presentation live = play(stream(60));
    Presentation before = archive.past().before(live, LISTED_MILLIS);
    Path header = folder.resolve(FOLDER).resolve(START_MILLIS + "/" + Rungs.NAME + "/init.mp4");
    Files.write(header, new byte[0]);

    Presentation after = reopened().presentation(Presentation.State.INTERRUPTED, LISTED_MILLIS);

    assertThat(after.renditions()).containsExactly("video", "audio");
    assertThat(dts(after, "video")).isEqualTo(dts(before, "video"));
    assertThat(archive.unreadable()).singleElement().asString().contains(Rungs.NAME);
  }

  @Test
  void findsAnyStretchOfIt() throws IOException {
    play(stream(100));
    var archived = new ArchivedStream(FOLDER, disk);

    Presentation late = within(archived, START_MILLIS + 10_000, START_MILLIS + 60_000);
    Presentation early = within(archived, START_MILLIS, START_MILLIS + 10_000);

    assertThat(late.renditions()).containsExactly("video", Rungs.NAME, "audio");
    assertThat(rung(late).segments()).hasSameSizeAs(late.currentPeriod().leader().segments());
    assertThat(dts(late, Rungs.NAME)).hasSize((30 - 10 - 2) * 60);
    assertObeysTheRules(late);
    assertThat(sequences(early)).hasSize(5);
    assertObeysTheRules(early);
  }

  private static Presentation within(ArchivedStream archived, long startMillis, long endMillis)
      throws IOException {
    return archived.within(new Interval(startMillis, endMillis)).orElseThrow();
  }

  @Test
  void forgetsNoMoreOfOthersThanOfItself() throws IOException {
    Presentation live = play(stream(200));
    String extent =
        rung(archive.past().before(live, LISTED_MILLIS))
            .segments()
            .getFirst()
            .parts()
            .getFirst()
            .extent();

    archive.forgetUpTo(extent);

    Presentation whole = archive.past().before(live, LISTED_MILLIS);
    assertThat(archive.shows(extent)).isFalse();
    assertThat(sequences(whole)).hasSize(100);
    assertObeysTheRules(whole);
  }

  @Test
  void writesTheEndOfARungAfterTheNextPeriodHasBegun() throws IOException {
    missing = Set.of();
    play(stream(60));
    long last = shown.orElseThrow().currentPeriod().leader().segments().getLast().sequence();
    assertThat(rung(shown.orElseThrow()).segments().getLast().sequence()).isLessThan(last);
    List<StreamEvent> second = stream(SECOND_START_MILLIS, 10);
    second.set(0, period(1, SECOND_START_MILLIS, VIDEO, audio(48_000)));

    play(second.subList(0, 6 * SECOND));
    lagParts = 0;
    Presentation live = play(second.subList(6 * SECOND, second.size()));

    PeriodTrack first = archive.past().periods().getFirst().track(Rungs.NAME).orElseThrow();
    assertThat(first.segments().getLast().sequence()).isEqualTo(last);
    assertThat(first.segments()).noneMatch(Segment::isGap);
    assertObeysTheRules(archive.past().before(live, LISTED_MILLIS));
  }

  private static PeriodTrack rung(Presentation presentation) {
    return presentation.currentPeriod().track(Rungs.NAME).orElseThrow();
  }

  private static void assertObeysTheRules(Presentation presentation) {
    for (String rendition : presentation.renditions()) {
      String text = MediaPlaylist.write(presentation, rendition, PlaylistForm.WHOLE);
      assertThat(HlsRules.checkMedia(text))
          .as(text)
          .filteredOn(violation -> !violation.toString().contains("PART-TARGET"))
          .isEmpty();
      assertThat(text).contains("MEDIA-SEQUENCE:" + presentation.listed().firstSequence() + "\n");
    }
    String manifest = DashManifest.write(presentation).orElseThrow();
    assertThat(MpdRules.check(manifest)).as(manifest).isEmpty();
  }

  private Presentation play(List<StreamEvent> events) throws IOException {
    return play(events, true);
  }

  private Presentation play(List<StreamEvent> events, boolean isFollowed) throws IOException {
    for (StreamEvent event : events) {
      Optional<Presentation> source = packager.accept(event);
      if (source.isPresent()) {
        Presentation now = withRung(source.get()).linedUp(shown);
        shown = Optional.of(now);
        if (isFollowed) {
          archive.follow(now);
          archive.synced();
        }
      }
    }
    return shown.orElseThrow();
  }

  /** The rung comes to the source when the leader is at {@link #BEGUN}. */
  private Presentation withRung(Presentation source) {
    List<Period> periods =
        source.periods().stream()
            .map(period -> period.nextSequence() <= BEGUN ? period : withRung(period))
            .toList();
    return source.with(periods, source.windowMillis());
  }

  private Period withRung(Period period) {
    PeriodTrack leader = period.leader();
    PeriodTrack made =
        Rungs.lagging(leader, lagParts)
            .with(
                Rungs.lagging(leader, lagParts).segments().stream()
                    .filter(segment -> segment.complete() || !isMissing(segment))
                    .filter(segment -> segment.sequence() < standsStillAt)
                    .map(segment -> isMissing(segment) ? Sketch.gap(segment) : segment)
                    .toList());
    Bytes header = period.nextSequence() > headerAt ? leader.header() : Bytes.EMPTY;
    return Rungs.with(
        period,
        new PeriodTrack(
            Rungs.NAME,
            LadderTest.with(3, leader.track()),
            header,
            leader.frameRate(),
            made.segments()));
  }

  private boolean isMissing(Segment segment) {
    return segment.sequence() < BEGUN || missing.contains(segment.sequence());
  }
}
