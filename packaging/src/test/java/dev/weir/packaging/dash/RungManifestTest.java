package dev.weir.packaging.dash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.RungLife;
import dev.weir.packaging.Rungs;
import dev.weir.packaging.Segment;
import dev.weir.packaging.Sketch;
import dev.weir.testkit.dash.MpdRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What manifests say of a rung of the live ladder: a Period for each line-up. */
class RungManifestTest {
  private static final long START = Sketch.START_MILLIS;
  private static final long LONG_MILLIS = 3_600_000;
  private static final long SHORT_MILLIS = 16_000;

  @ParameterizedTest
  @ValueSource(longs = {LONG_MILLIS, SHORT_MILLIS})
  void manifestsObeyTheRulesAndFollowOneAnother(long windowMillis) {
    assertGood(RungLife.TROUBLED.states(40, windowMillis));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "1, 3", "2, 5", "6, 7", "9, 2", "9, 9", "30, 4"})
  void manifestsOfARungThatLagsMoreOrLessObeyThem(int attached, int lagParts) {
    assertGood(new RungLife(attached, lagParts, Set.of(20L)).states(32, SHORT_MILLIS));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void manifestsOfSeveralRungsObeyThem(long seed) {
    var random = new Random(seed);
    List<RungLife> lives = List.of(randomLife(random), randomLife(random), randomLife(random));
    var lags = new int[lives.size()];
    var states = new ArrayList<Presentation>();
    for (int parts = 1; parts <= 50 * Sketch.PARTS; parts++) {
      Period period = Sketch.period(START, 0, parts / Sketch.PARTS, parts % Sketch.PARTS);
      for (int i = 0; i < lags.length; i++) {
        lags[i] = Math.clamp(lags[i] + random.nextInt(-1, 2), 0, 11);
        RungLife life = lives.get(i);
        var now = new RungLife(life.attached(), lags[i], life.missing());
        Optional<PeriodTrack> rung = now.period(parts).track(Rungs.NAME);
        period = rung.isEmpty() ? period : Rungs.with(period, named(rung.get(), i));
      }
      Presentation state =
          Sketch.presentation(Presentation.State.LIVE, SHORT_MILLIS + 4_000, period);
      states.add(
          state.linedUp(states.isEmpty() ? Optional.empty() : Optional.of(states.getLast())));
    }

    assertGood(states);
  }

  private static RungLife randomLife(Random random) {
    Set<Long> missing =
        random.longs(random.nextInt(4), 3, 45).boxed().collect(Collectors.toUnmodifiableSet());
    return new RungLife(random.nextInt(1, 30), 0, missing);
  }

  private static PeriodTrack named(PeriodTrack rung, int number) {
    return new PeriodTrack(
        Rungs.NAME + number, rung.track(), rung.header(), rung.frameRate(), rung.segments());
  }

  private static void assertGood(List<Presentation> states) {
    Optional<Presentation> before = Optional.empty();
    List<String> texts = new ArrayList<>();
    for (Presentation state : states) {
      Optional<String> now = DashManifest.write(state);
      if (now.isPresent()) {
        assertThat(MpdRules.check(now.get())).as(told(now.get())).isEmpty();
        for (int back : List.of(1, 5, 20)) {
          if (texts.size() >= back) {
            String older = texts.get(texts.size() - back);
            assertThat(MpdRules.checkSuccession(older, now.get()))
                .as("%s%n%s", told(older), told(now.get()))
                .isEmpty();
          }
        }
        if (before.isPresent()) {
          assertDistinct(before.get(), state);
        }
        texts.add(now.get());
        before = Optional.of(state);
      }
    }
  }

  private static void assertDistinct(Presentation before, Presentation now) {
    String older = write(before);
    String newer = write(now);
    boolean isSame = older.equals(newer);
    assertThat(DashManifest.version(before).equals(DashManifest.version(now)))
        .as("%s%n%s", told(older), told(newer))
        .isEqualTo(isSame);
    boolean isTrimmed = before.listed().firstSequence() != now.listed().firstSequence();
    assertThat(published(older).equals(published(newer)))
        .as("%s%n%s", told(older), told(newer))
        .isEqualTo(isSame || (isTrimmed && published(older).equals(published(newer))));
  }

  @Test
  void opensAPeriodWhereARungBeginsAndWhereItIsLost() {
    String manifest = write(RungLife.TROUBLED.states(40, LONG_MILLIS).getLast());

    assertThat(periods(manifest))
        .containsExactly(
            START + " PT0S video",
            START + "-5 PT10S video," + Rungs.NAME,
            START + "-15 PT30S video",
            START + "-24 PT48S video," + Rungs.NAME);
    long secondStart = (START + 10_000) * 90;
    assertThat(manifest)
        .contains("presentationTimeOffset=\"" + secondStart + "\"")
        .contains("<S t=\"" + secondStart + "\" d=\"180000\" r=\"9\"/>")
        .doesNotContain("init-" + START + "-");
    assertThat(manifest.split("init-" + START + ".mp4", -1)).hasSize(4 + 2 + 4 + 1);
  }

  @Test
  void aRungThatIsThereFromTheBeginningNeedsNoPeriodOfItsOwn() {
    String manifest = write(new RungLife(1, 2, Set.of()).states(10, LONG_MILLIS).getLast());

    assertThat(periods(manifest)).containsExactly(START + " PT0S video," + Rungs.NAME);
  }

  @Test
  void whatGrowsOfARungIsItsOwn() {
    String manifest = write(new RungLife(1, 3, Set.of()).states(10, LONG_MILLIS).getLast());

    // The leader has ten whole segments, and its eleventh is about to begin.
    assertThat(manifest).contains("d=\"180000\" r=\"10\"/>", "d=\"180000\" r=\"9\"/>");
  }

  @Test
  void aRungThatCannotKeepUpMakesFewPeriods() {
    Set<Long> holes =
        LongStream.range(0, 400).filter(i -> i % 10 == 9).boxed().collect(Collectors.toSet());

    List<Presentation> states = new RungLife(1, 2, holes).states(400, LONG_MILLIS);

    assertThat(periods(write(states.getLast()))).hasSizeLessThan(8);
  }

  @Test
  void whatWasMadeBeforeIsShownByItsGaps() {
    Period source = Sketch.ended(Sketch.period(START, 0, 40, 0));
    PeriodTrack rung = Rungs.without(Rungs.of(source.leader()), 13, 14);
    Period period = Rungs.with(source, rung.from(3).until(37)).settled();

    String manifest = write(Sketch.presentation(Presentation.State.ENDED, LONG_MILLIS, period));

    assertThat(MpdRules.check(manifest)).isEmpty();
    assertThat(periods(manifest))
        .containsExactly(
            START + " PT0S video",
            START + "-3 PT6S video," + Rungs.NAME,
            START + "-13 PT26S video",
            START + "-15 PT30S video," + Rungs.NAME,
            START + "-38 PT76S video");
    assertNoHoles(manifest);
  }

  private static void assertNoHoles(String manifest) {
    for (String period : manifest.split("<Period ", -1)) {
      for (String timeline : period.split("<SegmentTimeline>", -1)) {
        assertThat(timeline.split("<S t=", -1)).hasSizeLessThanOrEqualTo(2);
      }
    }
  }

  @Test
  void aNewPeriodWaitsForItsRungsButNotForLong() {
    Period first = Sketch.ended(Sketch.period(START, 0, 4, 0));
    Period older = Rungs.with(first, Rungs.of(first.leader()));
    Presentation before = Sketch.live(older).linedUp(Optional.empty());
    var counts = new HashSet<Integer>();
    String text = write(before);
    for (int parts = 1; parts < 6; parts++) {
      Period source = second(parts);
      List<Segment> none = List.of();
      Period now = Rungs.with(source, Rungs.of(source.leader()).with(none));
      Presentation state = Sketch.live(older, now).linedUp(Optional.of(before));
      assertThat(MpdRules.checkSuccession(text, write(state))).isEmpty();
      text = write(state);
      counts.add(periods(text).size() * 100 + parts);
      before = state;
    }

    assertThat(counts).containsExactlyInAnyOrder(101, 102, 103, 204, 205);
  }

  private static Period second(int parts) {
    Period drawn = Sketch.period(START + 60_000, 4, parts / Sketch.PARTS, parts % Sketch.PARTS);
    return new Period(drawn.id(), 1, drawn.tracks(), false);
  }

  /** Each with its beginning and its pictures. */
  private static List<String> periods(String manifest) {
    return Arrays.stream(manifest.split("<Period ", -1))
        .skip(1)
        .map(period ->
            period.replaceAll("(?s)id=\"([^\"]*)\" start=\"([^\"]*)\".*", "$1 $2")
                + " "
                + Arrays.stream(period.split("<Representation id=\"", -1))
                    .skip(1)
                    .map(text -> text.replaceAll("(?s)\".*", ""))
                    .filter(id -> id.startsWith("video"))
                    .collect(Collectors.joining(",")))
        .toList();
  }

  /** What differs between texts of one stream. */
  private static String told(String manifest) {
    return published(manifest)
        + manifest
            .lines()
            .map(String::strip)
            .filter(line -> line.matches("<(Period|Representation|S) .*"))
            .map(line -> line.replaceAll(" (codecs|bandwidth).*", ""))
            .collect(Collectors.joining(" ", " ", ""));
  }

  private static String published(String manifest) {
    return manifest.replaceAll("(?s).*publishTime=\"([^\"]*)\".*", "$1");
  }

  private static String write(Presentation presentation) {
    return DashManifest.write(presentation).orElseThrow();
  }
}
