package dev.weir.stream;

import static dev.weir.stream.TestMedia.keyframe;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.media.StreamEvent;
import dev.weir.media.StreamEvent.PeriodStarted;
import dev.weir.media.TrackKind;
import dev.weir.stream.PublishResult.Granted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Listeners and subscribers that fail, or that publish while they are told of something. */
class StreamRegistryFaultTest {
  private static final StreamName NAME = new StreamName("name");

  private final ManualTime time = new ManualTime();
  private final StreamRegistry registry =
      new StreamRegistry(
          RegistryLimits.DEFAULT
              .withMaxStreams(1)
              .withGrace(Duration.ZERO)
              .withTimeline(TimelineFixture.LIMITS),
          time);
  private final List<LiveStream> opened = new ArrayList<>();
  private final List<RecordingSubscriber> recordings = new ArrayList<>();
  private final List<LiveStream> closed = new ArrayList<>();
  private final AtomicBoolean fails = new AtomicBoolean();

  StreamRegistryFaultTest() {
    registry.addListener(
        new StreamListener() {
          @Override
          public void opened(LiveStream stream) {
            opened.add(stream);
            recordings.add(new RecordingSubscriber(stream));
            if (fails.get()) {
              throw new IllegalStateException("no packager");
            }
          }

          @Override
          public void closed(LiveStream stream) {
            closed.add(stream);
          }
        });
  }

  private PublishResult ask(Runnable onTakenOver) {
    return registry.publish(
        NAME,
        PublishPolicy.TAKE_OVER,
        new PublisherIdentity("session", "192.0.2.1", "credential"),
        _ -> onTakenOver.run());
  }

  private PublisherLease publish() {
    PublisherLease lease = ((Granted) ask(() -> {})).lease();
    lease.expect(Set.of(TrackKind.VIDEO));
    lease.track(TestMedia.VIDEO);
    return lease;
  }

  @Test
  void aListenerThatFailsLeavesTheNameFree() {
    fails.set(true);
    assertThatThrownBy(this::publish).hasMessage("no packager");

    assertThat(registry.streams()).isEmpty();
    assertThat(closed).isEqualTo(opened);
    fails.set(false);
    assertThat(ask(() -> {})).isInstanceOf(Granted.class);
  }

  @Test
  void onePublisherThatCannotBeToldOfItsSuccessorLeavesTheStreamWithoutAny() {
    PublisherLease first =
        ((Granted)
                ask(() -> {
                  throw new IllegalStateException("its loop has ended");
                }))
            .lease();

    assertThatThrownBy(this::publish).hasMessage("its loop has ended");

    assertThat(first.isHeld()).isFalse();
    assertThat(registry.publisherStats(NAME)).isEmpty();
  }

  @Test
  void aStreamOfAnEarlierProcessThatNobodyWantsToHearOfEndsAllTheSame() {
    fails.set(true);
    assertThatThrownBy(() -> registry.resume(NAME, 0, 0)).hasMessage("no packager");

    registry.tick(time.monotonicNanos());

    assertThat(registry.streams()).isEmpty();
  }

  /** Between the end of a stream and its being forgotten its subscribers are woken up. */
  @Test
  void aStreamThatBeganAndEndedBeforeTheLastWasForgottenIsTheOneToGoOnAfter() {
    PublisherLease first = publish();
    first.sample(keyframe(0));
    onceAtTheEndOf(
        first.stream(),
        () -> {
          PublisherLease second = publish();
          second.sample(keyframe(0));
          time.advance(Duration.ofSeconds(9));
          second.sample(keyframe(9_000));
          second.end();
        });

    first.end();
    time.setWallBack(Duration.ofHours(1));
    publish().sample(keyframe(0));

    PeriodStarted third = (PeriodStarted) recordings.getLast().events().getFirst();
    assertThat(third.anchor().wallMillis()).isGreaterThan(ManualTime.WALL_START_MILLIS + 9_000);
  }

  @Test
  void aStreamThatHasEndedDoesNotKeepItsSuccessorOut() {
    PublisherLease first = publish();
    first.sample(keyframe(0));
    var results = new ArrayList<PublishResult>();
    onceAtTheEndOf(first.stream(), () -> results.add(ask(() -> {})));

    first.end();

    assertThat(results).hasExactlyElementsOfTypes(Granted.class);
  }

  private static void onceAtTheEndOf(LiveStream stream, Runnable task) {
    var spec = new SubscriptionSpec("woken", OverflowPolicy.CLOSE, StartPolicy.FROM_NOW, 100, 1000);
    var subscription = new AtomicReference<Subscription>();
    Runnable drain =
        () ->
            subscription
                .get()
                .drain(
                    100,
                    event -> {
                      if (event instanceof StreamEvent.Ended) {
                        task.run();
                      }
                    });
    subscription.set(stream.subscribe(spec, drain));
    drain.run();
  }
}
