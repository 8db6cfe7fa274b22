package dev.weir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class MediaLookupTest {
  private static final long START = Sketch.START_MILLIS;
  private static final Presentation LIVE = Sketch.live(Sketch.period(START, 0, 3, 2));
  private static final PeriodTrack VIDEO = LIVE.currentPeriod().leader();
  private static final Segment FIRST = VIDEO.segments().getFirst();
  private static final Segment OPEN = VIDEO.segments().getLast();

  @Test
  void findsTheHeaderOfAPeriod() {
    assertThat(find(LIVE, new MediaName.Header(START)))
        .isEqualTo(new MediaLookup.FoundHeader(Bytes.of(1)));
    assertThat(find(LIVE, new MediaName.Header(START + 1))).isEqualTo(new MediaLookup.Missing());
  }

  @Test
  void missesAHeaderThatIsNotKnownYet() {
    Period period = LIVE.currentPeriod();
    PeriodTrack rung = Rungs.of(period.leader());
    var header = new MediaName.Header(START);

    assertThat(rungFile(Rungs.with(period, Rungs.withoutHeader(rung)), header))
        .isEqualTo(new MediaLookup.Missing());
    assertThat(rungFile(Rungs.with(period, rung), header))
        .isEqualTo(new MediaLookup.FoundHeader(Bytes.of(3)));
  }

  private static MediaLookup rungFile(Period period, MediaName name) {
    return MediaLookup.find(Sketch.live(period), Rungs.NAME, name);
  }

  @Test
  void findsACompleteSegmentAsItsParts() {
    assertThat(find(LIVE, new MediaName.SegmentFile(FIRST.startTicks())))
        .isEqualTo(new MediaLookup.FoundParts(FIRST.parts()));
  }

  @Test
  void findsAPartOfAnySegment() {
    assertThat(find(LIVE, new MediaName.PartFile(FIRST.startTicks(), 3)))
        .isEqualTo(new MediaLookup.FoundParts(List.of(FIRST.parts().get(3))));
    assertThat(find(LIVE, new MediaName.PartFile(OPEN.startTicks(), 1)))
        .isEqualTo(new MediaLookup.FoundParts(List.of(OPEN.parts().get(1))));
  }

  @Test
  void expectsThePartThatIsHinted() {
    assertThat(find(LIVE, new MediaName.PartFile(OPEN.startTicks(), 2)))
        .isEqualTo(new MediaLookup.Expected());
  }

  @Test
  void findsWhatThereIsOfTheSegmentThatIsOpen() {
    assertThat(find(LIVE, new MediaName.SegmentFile(OPEN.startTicks())))
        .isEqualTo(new MediaLookup.Growing(OPEN.parts()));
  }

  @Test
  void findsNothingYetOfTheSegmentThatIsNext() {
    Presentation noneOpen = Sketch.live(Sketch.period(START, 0, 3, 0));

    assertThat(find(noneOpen, new MediaName.SegmentFile(OPEN.startTicks())))
        .isEqualTo(new MediaLookup.Growing(List.of()));
    assertThat(find(noneOpen, new MediaName.SegmentFile(OPEN.startTicks() + 1)))
        .isEqualTo(new MediaLookup.Missing());
    assertThat(find(LIVE, new MediaName.SegmentFile(OPEN.endTicks())))
        .isEqualTo(new MediaLookup.Missing());
  }

  @Test
  void expectsTheFirstPartOfTheNextSegment() {
    Presentation noneOpen = Sketch.live(Sketch.period(START, 0, 3, 0));

    assertThat(find(noneOpen, new MediaName.PartFile(OPEN.startTicks(), 0)))
        .isEqualTo(new MediaLookup.Expected());
  }

  @Test
  void missesWhatNobodyWasToldOf() {
    var missing = new MediaLookup.Missing();

    assertThat(find(LIVE, new MediaName.PartFile(OPEN.startTicks(), 3))).isEqualTo(missing);
    assertThat(find(LIVE, new MediaName.PartFile(FIRST.startTicks(), 4))).isEqualTo(missing);
    assertThat(find(LIVE, new MediaName.SegmentFile(FIRST.startTicks() + 1))).isEqualTo(missing);
    assertThat(find(LIVE, new MediaName.Playlist())).isEqualTo(missing);
    assertThat(MediaLookup.find(LIVE, "other", new MediaName.SegmentFile(FIRST.startTicks())))
        .isEqualTo(missing);
  }

  @Test
  void expectsNothingOnceThePeriodHasEnded() {
    Presentation ended =
        Sketch.presentation(
            Presentation.State.INTERRUPTED, 60_000, Sketch.ended(Sketch.period(START, 0, 3, 0)));

    assertThat(find(ended, new MediaName.PartFile(OPEN.startTicks(), 0)))
        .isEqualTo(new MediaLookup.Missing());
  }

  @Test
  void missesAGap() {
    PeriodTrack track =
        Sketch.withSegments(
            VIDEO, List.of(Sketch.gap(FIRST), VIDEO.segments().get(1), VIDEO.segments().get(2)));
    Presentation presentation = Sketch.live(Sketch.with(LIVE.currentPeriod(), 0, track));

    assertThat(find(presentation, new MediaName.SegmentFile(FIRST.startTicks())))
        .isEqualTo(new MediaLookup.Missing());
  }

  @Test
  void servesWhatHasLeftTheWindow() {
    Presentation small =
        Sketch.presentation(Presentation.State.LIVE, 0, Sketch.period(START, 0, 10, 1));

    assertThat(small.listed().firstSequence()).isPositive();
    assertThat(find(small, new MediaName.SegmentFile(FIRST.startTicks())))
        .isEqualTo(new MediaLookup.FoundParts(FIRST.parts()));
  }

  private static MediaLookup find(Presentation presentation, MediaName name) {
    return MediaLookup.find(presentation, "video", name);
  }
}
