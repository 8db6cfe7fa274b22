package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MemoryBudget.Share;
import dev.weir.media.MemoryBudget.Usage;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private final MemoryBudget budget = new MemoryBudget(100);

  private Share open(long promisedBytes) {
    return budget.open(promisedBytes).orElseThrow();
  }

  @Test
  void promisesNoMoreThanThereIs() {
    open(60);
    open(40);

    assertThat(budget.open(1)).isEmpty();
    assertThat(budget.usage()).isEqualTo(new Usage(100, 100, 0, 1));
  }

  @Test
  void whatIsPromisedIsThereThoughOthersHaveTakenAllElse() {
    Share modest = open(40);
    Share greedy = open(10);

    assertThat(greedy.hasRoomFor(60)).isTrue();
    assertThat(greedy.hasRoomFor(61)).isFalse();
    greedy.hold(60);

    assertThat(modest.hasRoomFor(40)).isTrue();
    assertThat(modest.hasRoomFor(41)).isFalse();
    assertThat(budget.open(1)).isEmpty();
  }

  @Test
  void whatIsReleasedCanBePromisedAnew() {
    Share greedy = open(10);
    greedy.hold(100);

    greedy.release(70);

    assertThat(budget.usage()).isEqualTo(new Usage(100, 30, 30, 0));
    assertThat(budget.open(70)).isPresent();
  }

  @Test
  void whoCanDoWithLessLeavesSomethingToOthers() {
    Share window = open(10);
    Share queue = open(10);

    assertThat(window.hasRoomFor(10, 20)).as("promised").isTrue();
    assertThat(window.hasRoomFor(70, 20)).isTrue();
    assertThat(window.hasRoomFor(71, 20)).isFalse();
    window.hold(70);

    assertThat(queue.hasRoomFor(30)).isTrue();
  }

  @Test
  void whoHoldsMoreThanThereIsIsToldToGiveItUp() {
    Share first = open(20);
    Share second = open(20);
    first.hold(80);
    second.hold(20);
    assertThat(first.hasRoomFor(0)).isTrue();

    first.hold(1);

    assertThat(first.hasRoomFor(0)).isFalse();
    assertThat(second.hasRoomFor(0)).as("within its promise").isTrue();
  }

  @Test
  void aClosedShareCountsUntilAllIsReleased() {
    Share share = open(40);
    share.hold(10);

    share.close();
    assertThat(budget.usage()).isEqualTo(new Usage(100, 10, 10, 0));
    share.release(10);

    assertThat(budget.usage()).isEqualTo(new Usage(100, 0, 0, 0));
  }

  @Test
  void aShareCanBeSplit() {
    Share whole = open(60);

    Share part = whole.split(20);
    part.hold(20);
    whole.hold(40);

    assertThat(part.hasRoomFor(40)).isTrue();
    assertThat(part.hasRoomFor(41)).isFalse();
    assertThat(budget.usage()).isEqualTo(new Usage(100, 60, 60, 0));
  }
}
