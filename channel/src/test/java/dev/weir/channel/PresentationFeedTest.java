package dev.weir.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.channel.PresentationFeed.Snapshot;
import dev.weir.channel.PresentationFeed.Waiter;
import dev.weir.media.Bytes;
import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.packaging.Period;
import dev.weir.packaging.PeriodTrack;
import dev.weir.packaging.Presentation;
import dev.weir.packaging.Presentation.State;
import dev.weir.packaging.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class PresentationFeedTest {
  private final PresentationFeed feed = new PresentationFeed(2);
  private final List<Optional<Snapshot>> answers = new ArrayList<>();

  @Test
  void answersAtOnceWhatHoldsAlready() {
    feed.publish(upTo(7));

    var waiter = feed.await(reaches(7), answers::add);

    assertThat(waiter).isPresent();
    assertThat(answers).hasSize(1);
    assertThat(feed.waiting()).isZero();
  }

  @Test
  void answersOnceAndOnlyWhoIsSatisfied() {
    feed.await(reaches(5), answers::add);
    feed.await(reaches(6), answers::add);

    feed.publish(upTo(5));
    assertThat(answers).hasSize(1);
    assertThat(feed.waiting()).isEqualTo(1);

    feed.publish(upTo(6));
    feed.publish(upTo(7));
    assertThat(answers).hasSize(2).allMatch(Optional::isPresent);
    assertThat(feed.waiting()).isZero();
  }

  @Test
  void testsOnceWhatManyWaitFor() {
    var tests = new AtomicInteger();
    record Counted(AtomicInteger tests) implements Predicate<Presentation> {
      @Override
      public boolean test(Presentation presentation) {
        tests.incrementAndGet();
        return true;
      }
    }
    feed.await(new Counted(tests), answers::add);
    feed.await(new Counted(tests), answers::add);

    feed.publish(upTo(5));

    assertThat(answers).hasSize(2);
    assertThat(tests).hasValue(1);
  }

  @Test
  void aCancelledWaiterIsNeverAnswered() {
    Waiter waiter = feed.await(reaches(5), answers::add).orElseThrow();

    assertThat(waiter.cancel()).isTrue();
    feed.publish(upTo(5));

    assertThat(answers).isEmpty();
    assertThat(waiter.cancel()).isFalse();
  }

  @Test
  void refusesMoreWaitersThanItsBoundAndCountsThem() {
    feed.await(reaches(5), answers::add);
    feed.await(reaches(5), answers::add);

    assertThat(feed.await(reaches(5), answers::add)).isEmpty();
    assertThat(feed.refusedWaiters()).isEqualTo(1);
  }

  @Test
  void tellsWhoeverWaitsThatNothingWillCome() {
    feed.await(reaches(5), answers::add);

    feed.close();
    feed.await(reaches(5), answers::add);

    assertThat(answers).containsExactly(Optional.empty(), Optional.empty());
  }

  @Test
  void answersWhatHoldsAlsoOnceNothingFollows() {
    feed.publish(upTo(7));
    feed.close();

    feed.await(reaches(7), answers::add);
    feed.await(reaches(8), answers::add);

    assertThat(answers).containsExactly(feed.current(), Optional.empty());
  }

  @Test
  void aWaiterMayAskAgainFromWithinItsAnswer() {
    feed.await(reaches(5), first -> feed.await(reaches(6), answers::add));

    feed.publish(upTo(5));
    feed.publish(upTo(6));

    assertThat(answers).hasSize(1);
  }

  private static Predicate<Presentation> reaches(long sequence) {
    return presentation ->
        presentation.currentPeriod().leader().segments().getLast().sequence() >= sequence;
  }

  private static Presentation upTo(long sequence) {
    var track = new Track(2, 48_000, new AacConfig(2, 48_000, 2, 1024, Bytes.of(0x11, 0x90)));
    var segment = new Segment(sequence, sequence * 96_000, 96_000, 0, List.of(), true);
    var audio = new PeriodTrack("audio", track, Bytes.EMPTY, 0, List.of(segment));
    return new Presentation(
        State.LIVE, 2, 501, 0, 60_000, List.of(new Period(0, 0, List.of(audio), false)));
  }
}
