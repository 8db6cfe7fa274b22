package dev.weir.packaging;

import static dev.weir.packaging.Footage.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalTest extends ArchiveFixture {
  private static final long FIRST = START_MILLIS / 1000;

  @Test
  void cutsWholeSegmentsOutOfWhatIsThere() throws IOException {
    Presentation whole = whole();

    Presentation cut =
        whole.within(new Interval(START_MILLIS + 21_000, START_MILLIS + 30_000)).orElseThrow();

    assertThat(cut.state()).isEqualTo(Presentation.State.ENDED);
    assertThat(sequences(cut))
        .containsExactly(FIRST + 10, FIRST + 11, FIRST + 12, FIRST + 13, FIRST + 14);
    assertThat(cut.currentPeriod().ended()).isTrue();
    assertThat(cut.periods().getFirst().tracks()).allMatch(track -> track.segments().size() == 5);
  }

  @Test
  void goesOnWithTheStreamWhereItHasNoEndOrIsNotThereYet() throws IOException {
    Presentation whole = whole();

    Presentation open =
        whole.within(new Interval(START_MILLIS + 21_000, Interval.OPEN_END)).orElseThrow();
    Presentation future =
        whole.within(new Interval(START_MILLIS + 21_000, START_MILLIS + 600_000)).orElseThrow();

    assertThat(open.state()).isEqualTo(Presentation.State.LIVE);
    assertThat(open.firstSequence()).isEqualTo(FIRST + 10);
    assertThat(open.currentPeriod().nextSequence()).isEqualTo(whole.currentPeriod().nextSequence());
    assertThat(future).isEqualTo(open);
  }

  @Test
  void isNotOverWhileATrackStillAddsToItsLastSegment() throws IOException {
    Presentation whole = whole();
    Period current = whole.currentPeriod();
    PeriodTrack behind = current.tracks().getLast();
    long open = current.nextSequence() - 2;
    PeriodTrack adding =
        behind.with(
            behind.until(open).segments().stream()
                .map(segment -> segment.sequence() == open ? opened(segment) : segment)
                .toList());
    Presentation now =
        whole.with(List.of(current.with(List.of(current.leader(), adding))), LISTED_MILLIS);
    var upToThere = new Interval(START_MILLIS, wallMillis(current, open) + 1);

    assertThat(now.within(upToThere).orElseThrow().state()).isEqualTo(Presentation.State.LIVE);
    assertThat(whole.within(upToThere).orElseThrow().state()).isEqualTo(Presentation.State.ENDED);
  }

  private static long wallMillis(Period period, long sequence) {
    return period.from(sequence).leader().segments().getFirst().wallMillis();
  }

  private static Segment opened(Segment whole) {
    return new Segment(
        whole.sequence(),
        whole.startTicks(),
        whole.durationTicks(),
        whole.wallMillis(),
        whole.parts(),
        false);
  }

  @Test
  void isEmptyWhereNothingLies() throws IOException {
    Presentation whole = whole();

    assertThat(whole.within(new Interval(START_MILLIS - 9_000, START_MILLIS))).isEmpty();
    assertThat(whole.within(new Interval(START_MILLIS + 900_000, Interval.OPEN_END))).isEmpty();
  }

  @Test
  void endsAfterItsStart() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Interval(5, 5));
  }

  private Presentation whole() throws IOException {
    Presentation live = archived(stream(60));
    return archive.past().before(live, LISTED_MILLIS);
  }
}
