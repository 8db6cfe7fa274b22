package dev.weir.stream;

import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.MediaSample;
import dev.weir.media.MemoryBudget;
import dev.weir.media.TrackKind;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.stream.PublishResult.Reason;
import dev.weir.stream.PublishResult.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of publishers and their samples, of 4 bytes each, where memory is short. */
class StreamMemoryTest {
  private static final Duration GRACE = RegistryLimits.DEFAULT.grace();
  private static final int PROMISED = 40;

  private final ManualTime time = new ManualTime();
  private final MemoryBudget budget = new MemoryBudget(2 * PROMISED);
  private final StreamRegistry registry =
      new StreamRegistry(
          RegistryLimits.DEFAULT.withPromise(PROMISED).withTimeline(TimelineFixture.LIMITS),
          budget,
          time);
  private final List<String> told = new ArrayList<>();

  private PublishResult ask(String name) {
    return registry.publish(
        new StreamName(name),
        PublishPolicy.REFUSE,
        new PublisherIdentity("of " + name, "192.0.2.1", "key of " + name),
        _ -> {});
  }

  private PublisherLease publish(String name) {
    PublisherLease lease = ((Granted) ask(name)).lease();
    lease.expect(Set.of(TrackKind.VIDEO));
    lease.track(TestMedia.VIDEO);
    return lease;
  }

  private static void send(PublisherLease lease, MediaSample... samples) {
    for (MediaSample sample : samples) {
      lease.sample(sample);
    }
  }

  private static Subscription subscribe(LiveStream stream, StartPolicy start) {
    return stream.subscribe(
        new SubscriptionSpec("test", OverflowPolicy.DROP_TO_NEXT_KEYFRAME, start, 100, 1000));
  }

  private void end(PublisherLease lease) {
    lease.end();
    time.advance(GRACE);
    registry.tick(time.monotonicNanos());
  }

  @Test
  void refusesAPublisherForWhomThereIsNoMemory() {
    publish("one");
    publish("two");

    PublishResult third = ask("three");

    assertThat(third)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_MEMORY));
    assertThat(registry.find(new StreamName("three"))).isEmpty();
    assertThat(budget.usage().refusals()).isEqualTo(1);
  }

  @Test
  void tellsOfAStreamOfAnEarlierProcessForWhichThereIsNoMemory() {
    assertThat(registry.resume(new StreamName("one"), 0, 0)).isTrue();
    assertThat(registry.resume(new StreamName("two"), 0, 0)).isTrue();

    assertThat(registry.resume(new StreamName("three"), 0, 0)).isFalse();

    assertThat(registry.find(new StreamName("three"))).isEmpty();
  }

  @Test
  void asksForMemoryOfStreamsThatHaveEnded() {
    registry.addListener(
        new StreamListener() {
          @Override
          public void opened(LiveStream stream) {}

          @Override
          public void closed(LiveStream stream) {}

          @Override
          public void memoryIsWanted() {
            told.add("wanted");
          }
        });
    publish("one");
    publish("two");
    assertThat(told).isEmpty();

    ask("three");

    assertThat(told).containsExactly("wanted");
  }

  @Test
  void aPublisherThatReturnsHasItsPlaceStill() {
    PublisherLease lost = publish("one");
    send(lost, keyframe(0));
    publish("two");
    lost.lost("connection broken");

    assertThat(ask("one")).isInstanceOf(Granted.class);
  }

  @Test
  void whatAStreamHeldIsForOthersWhenItHasEnded() {
    PublisherLease first = publish("one");
    send(first, keyframe(0), frame(33));
    publish("two");
    assertThat(budget.usage().heldBytes()).isEqualTo(8);

    end(first);

    assertThat(budget.usage().heldBytes()).isZero();
    assertThat(ask("three")).isInstanceOf(Granted.class);
  }

  @Test
  void keepsNoGroupOfPicturesForWhichThereIsNoMemory() {
    PublisherLease lease = publish("one");
    publish("two");
    LiveStream stream = lease.stream();

    send(lease, keyframe(0), frame(33));
    assertThat(stream.memory().transit().heldBytes()).isEqualTo(8);
    send(lease, frame(66));
    assertThat(stream.memory().transit().heldBytes()).isZero();
    send(lease, keyframe(200));
    assertThat(stream.memory().transit().heldBytes()).isEqualTo(4);
  }

  @Test
  void aConsumerThatIsBehindSkipsToAKeyframeWhereThereIsNoMemory() {
    PublisherLease lease = publish("one");
    publish("two");
    send(lease, keyframe(0));
    Subscription behind = subscribe(lease.stream(), StartPolicy.FROM_NOW);

    send(lease, keyframe(33), frame(66), frame(99), keyframe(133), frame(166), frame(199));

    assertThat(behind.stats().overflows()).isPositive();
    assertThat(behind.stats().queuedBytes()).isLessThanOrEqualTo(PROMISED / 2);
    assertThat(budget.usage().committedBytes()).isLessThanOrEqualTo(2 * PROMISED);
    assertThat(behind.stats().droppedSamples()).isPositive();
  }

  @Test
  void aConsumerThatLeavesGivesBackWhatItHeld() {
    PublisherLease lease = publish("one");
    send(lease, keyframe(0));
    Subscription behind = subscribe(lease.stream(), StartPolicy.FROM_LAST_KEYFRAME);
    send(lease, frame(33));
    assertThat(budget.usage().heldBytes()).isEqualTo(16);

    behind.poll();
    behind.poll();
    assertThat(budget.usage().heldBytes()).isEqualTo(12);
    behind.close();

    assertThat(budget.usage().heldBytes()).isEqualTo(8);
  }
}
