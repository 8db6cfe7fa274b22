package dev.weir.stream;

import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.StreamEvent;
import dev.weir.media.StreamEvent.PeriodStarted;
import dev.weir.media.TrackKind;
import dev.weir.stream.PublishResult.Granted;
import dev.weir.stream.PublishResult.Reason;
import dev.weir.stream.PublishResult.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamRegistryTest {
  private static final StreamName NAME = new StreamName("name");
  private static final Duration GRACE = RegistryLimits.DEFAULT.grace();

  private final ManualTime time = new ManualTime();
  private final StreamRegistry registry =
      new StreamRegistry(
          RegistryLimits.DEFAULT.withMaxStreams(2).withTimeline(TimelineFixture.LIMITS), time);
  private final List<String> told = new ArrayList<>();
  private final List<RecordingSubscriber> recordings = new ArrayList<>();

  StreamRegistryTest() {
    registry.addListener(
        new StreamListener() {
          @Override
          public void opened(LiveStream stream) {
            told.add("opened " + stream.name());
            recordings.add(new RecordingSubscriber(stream));
          }

          @Override
          public void closed(LiveStream stream) {
            told.add("closed " + stream.name());
          }
        });
  }

  private PublishResult ask(String session, PublishPolicy policy, String credential) {
    return registry.publish(
        NAME,
        policy,
        new PublisherIdentity(session, "192.0.2.1", credential),
        loss -> told.add(session + lost(loss)));
  }

  private static String lost(LeaseLoss loss) {
    return switch (loss) {
      case LeaseLoss.TakenOver(var by) -> " lost to " + by.session();
      case LeaseLoss.Revoked() -> " has no right any more";
    };
  }

  private PublisherLease publish(String session) {
    PublisherLease lease = ((Granted) ask(session, PublishPolicy.TAKE_OVER, session)).lease();
    lease.expect(Set.of(TrackKind.VIDEO));
    lease.track(TestMedia.VIDEO);
    return lease;
  }

  private void pause(Duration duration) {
    time.advance(duration);
    registry.tick(time.monotonicNanos());
  }

  private List<StreamEvent> events() {
    return recordings.getLast().events();
  }

  @Test
  void aStreamOfAnEarlierProcessIsOnAirSinceItBegan() {
    assertThat(registry.resume(NAME, 1_700_000_000_000L, 1_700_000_060_000_000_000L)).isTrue();

    StreamStats waiting = registry.find(NAME).orElseThrow().stats();
    assertThat(waiting.state()).isEqualTo(StreamState.INTERRUPTED);
    assertThat(waiting.onAirSinceMillis()).hasValue(1_700_000_000_000L);

    publish("a").sample(keyframe(0));

    StreamStats returned = registry.find(NAME).orElseThrow().stats();
    assertThat(returned.state()).isEqualTo(StreamState.LIVE);
    assertThat(returned.onAirSinceMillis()).hasValue(1_700_000_000_000L);
  }

  @Test
  void aListenerSubscribesInTimeForTheFirstEvent() {
    publish("a").sample(keyframe(0));

    assertThat(told).containsExactly("opened name");
    assertThat(recordings.getFirst().dump())
        .isEqualTo("period 0 at 0ns=1800000000000ms: 1 avc1.64001f/1000\n1: 0 key 4 bytes");
  }

  @Test
  void aPublisherThatReturnsWithinTheGraceContinuesTheStream() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));
    LiveStream stream = first.stream();

    first.lost("connection reset");
    pause(GRACE.minusMillis(1));
    assertThat(stream.state()).isEqualTo(StreamState.INTERRUPTED);
    PublisherLease second = publish("b");
    assertThat(stream.state()).isEqualTo(StreamState.INTERRUPTED);
    second.sample(keyframe(0));
    pause(GRACE.multipliedBy(2));

    assertThat(second.stream()).isSameAs(stream);
    assertThat(stream.state()).isEqualTo(StreamState.LIVE);
    assertThat(recordings.getFirst().dump())
        .isEqualTo(
            """
            period 0 at 0ns=1800000000000ms: 1 avc1.64001f/1000
            1: 0 key 4 bytes
            interrupted
            period 1 at 0ns=1800000019999ms: 1 avc1.64001f/1000
            1: 0 key 4 bytes
            stalled\
            """);
    assertThat(told).containsExactly("opened name");
  }

  @Test
  void theNextStreamOfANameBeginsAfterTheLastEvenIfTheWallClockIsSetBack() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));
    first.sample(keyframe(40));
    first.end();
    pause(GRACE);
    assertThat(registry.find(NAME)).isEmpty();

    time.setWallBack(Duration.ofHours(1));
    publish("b").sample(keyframe(0));

    PeriodStarted begun = (PeriodStarted) recordings.getLast().events().getFirst();
    assertThat(begun.anchor().wallMillis())
        .isBetween(ManualTime.WALL_START_MILLIS + 80, ManualTime.WALL_START_MILLIS + 100);
  }

  @Test
  void aStreamEndsWhenItsGraceIsOverAlsoAfterACleanGoodbye() {
    PublisherLease lease = publish("a");
    lease.sample(keyframe(0));

    lease.end();
    pause(GRACE.minusNanos(1));
    assertThat(registry.find(NAME)).isPresent();
    pause(Duration.ofNanos(1));

    assertThat(registry.find(NAME)).isEmpty();
    assertThat(events()).endsWith(new StreamEvent.Interrupted(), new StreamEvent.Ended());
    assertThat(told).containsExactly("opened name", "closed name");
  }

  @Test
  void aNameIsFreeAgainAfterTheEndAndMakesANewStream() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));
    first.end();
    pause(GRACE);

    PublisherLease second = publish("b");

    assertThat(second.stream()).isNotSameAs(first.stream());
    first.sample(frame(33));
    first.end();
    assertThat(second.isHeld()).isTrue();
  }

  @Test
  void aPublisherThatLeavesBeforeAnythingWasOnAirLeavesNoStream() {
    PublisherLease lease = publish("a");

    lease.lost("no media");

    assertThat(registry.find(NAME)).isEmpty();
    assertThat(told).containsExactly("opened name", "closed name");
  }

  @Test
  void returningWithoutMediaDoesNotProlongTheGrace() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));
    first.lost("gone");

    pause(GRACE.dividedBy(2));
    PublisherLease second = publish("b");
    pause(GRACE);
    assertThat(registry.find(NAME)).isPresent();
    second.lost("gone again");

    assertThat(registry.find(NAME)).isEmpty();
  }

  @Test
  void refusesASecondPublisherWhileTheFirstIsHeardFrom() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));
    pause(Duration.ofMillis(999));

    PublishResult same = ask("b", PublishPolicy.REFUSE, "a");
    PublishResult other = ask("c", PublishPolicy.REFUSE, "c");

    assertThat(same)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.NAME_IN_USE));
    assertThat(other).isInstanceOf(Refused.class);
    assertThat(first.isHeld()).isTrue();
  }

  @Test
  void theSameCredentialMayReplaceASilentPublisher() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));
    pause(Duration.ofSeconds(1));

    assertThat(ask("c", PublishPolicy.REFUSE, "c")).isInstanceOf(Refused.class);
    assertThat(ask("b", PublishPolicy.REFUSE, "a")).isInstanceOf(Granted.class);

    assertThat(first.isHeld()).isFalse();
    assertThat(told).containsExactly("opened name", "a lost to b");
  }

  @Test
  void aTakeOverFencesTheOldPublisher() {
    PublisherLease first = publish("a");
    first.sample(keyframe(0));

    PublisherLease second = publish("b");
    first.sample(frame(33));
    second.sample(keyframe(500));
    first.sample(keyframe(66));
    first.track(TestMedia.video(1920));
    first.lost("told to go");

    assertThat(told).containsExactly("opened name", "a lost to b");
    assertThat(recordings.getFirst().dump())
        .isEqualTo(
            """
            period 0 at 0ns=1800000000000ms: 1 avc1.64001f/1000
            1: 0 key 4 bytes
            interrupted
            period 1 at 500000000ns=1800000000001ms: 1 avc1.64001f/1000
            1: 500 key 4 bytes\
            """);
    PublisherStats stats = registry.publisherStats(NAME).orElseThrow();
    assertThat(stats.fencedSamples()).isEqualTo(2);
    assertThat(stats.takeOvers()).isEqualTo(1);
    assertThat(stats.current()).map(PublisherIdentity::session).contains("b");
  }

  @Test
  void whoPublishesByWhatIsRevokedLosesTheStream() {
    PublisherLease lease = publish("a");
    lease.sample(keyframe(0));
    lease.sample(keyframe(33));

    assertThat(registry.revoke(NAME, "b")).isFalse();
    assertThat(registry.revoke(new StreamName("other"), "a")).isFalse();
    assertThat(lease.isHeld()).isTrue();

    assertThat(registry.revoke(NAME, "a")).isTrue();
    assertThat(registry.revoke(NAME, "a")).isFalse();
    lease.sample(keyframe(66));

    assertThat(lease.isHeld()).isFalse();
    assertThat(told).containsExactly("opened name", "a has no right any more");
    assertThat(events()).endsWith(new StreamEvent.Interrupted());
    assertThat(publish("b").isHeld()).isTrue();
  }

  /** The old publisher's thread stands in a wake-up while another thread takes the stream over. */
  @Test
  @Timeout(60)
  void aTakeOverOnAnotherThreadNeedsNoLockThatAWakeUpHolds() {
    PublisherLease first = publish("a");
    var spec = new SubscriptionSpec("woken", OverflowPolicy.CLOSE, StartPolicy.FROM_NOW, 100, 1000);
    Subscription woken =
        first.stream().subscribe(spec, () -> onAnotherThread(() -> publish("b").sample(frame(40))));
    assertThat(woken.poll()).isEmpty();

    first.sample(keyframe(0));
    first.sample(frame(33));

    assertThat(first.isHeld()).isFalse();
    assertThat(registry.publisherStats(NAME).orElseThrow().fencedSamples()).isEqualTo(1);
    assertThat(recordings.getFirst().events()).endsWith(new StreamEvent.Interrupted());
  }

  private static void onAnotherThread(Runnable work) {
    try {
      Thread.ofVirtual().start(work).join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refusesMoreStreamsThanItMayCarry() {
    publish("a");
    registry.publish(
        new StreamName("two"),
        PublishPolicy.REFUSE,
        new PublisherIdentity("b", "192.0.2.1", "b"),
        by -> {});

    PublishResult third =
        registry.publish(
            new StreamName("three"),
            PublishPolicy.REFUSE,
            new PublisherIdentity("c", "192.0.2.1", "c"),
            by -> {});

    assertThat(third)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_STREAMS));
    assertThat(registry.streams())
        .extracting(stream -> stream.name().value())
        .containsExactly("name", "two");
  }

  /** Every order of joining, sending, leaving, stalling and waiting that chance comes up with. */
  @Property(tries = 100)
  void atMostOneLeaseIsHeldAndEveryStreamClosesInOrder(@ForAll long seed) {
    var random = new Random(seed);
    var leases = new ArrayList<PublisherLease>();
    for (int step = 0; step < 120; step++) {
      int choice = random.nextInt(10);
      PublisherLease some = leases.isEmpty() ? null : leases.get(random.nextInt(leases.size()));
      if (choice == 0) {
        leases.add(publish("session" + step));
      } else if (choice == 1
          && ask("session" + step, PublishPolicy.REFUSE, "same") instanceof Granted granted) {
        leases.add(granted.lease());
      } else if (choice == 2 && some != null) {
        some.lost("chance");
      } else if (choice < 7 && some != null) {
        some.sample(keyframe(step * 40L));
      } else {
        pause(Duration.ofMillis(random.nextInt(choice == 9 ? 15_000 : 300)));
      }
      assertThat(leases.stream().filter(PublisherLease::isHeld).count()).isLessThanOrEqualTo(1);
    }
    leases.forEach(lease -> lease.lost("the end"));
    pause(GRACE);

    assertThat(registry.streams()).isEmpty();
    for (RecordingSubscriber recording : recordings) {
      assertThat(recording.events()).endsWith(new StreamEvent.Ended());
      assertThat(recording.events()).filteredOn(StreamEvent.Ended.class::isInstance).hasSize(1);
    }
    assertThat(told.stream().filter(line -> line.startsWith("closed"))).hasSameSizeAs(recordings);
  }
}
