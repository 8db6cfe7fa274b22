package dev.weir.stream;

import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.MediaSample;
import dev.weir.media.StreamEvent;
import dev.weir.media.Track;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for subscriptions of every policy. */
abstract class SubscriptionContract {
  static final Anchor ANCHOR = new Anchor(0, 1_000_000);

  final LiveStream stream = new LiveStream(new StreamName("name"), GopLimits.DEFAULT);
  int wakeUps;

  abstract OverflowPolicy overflow();

  Subscription subscribe(StartPolicy start, int maxEvents, long maxBytes) {
    return stream.subscribe(
        new SubscriptionSpec("test", overflow(), start, maxEvents, maxBytes), () -> wakeUps++);
  }

  Subscription subscribe(StartPolicy start) {
    return subscribe(start, 100, 10_000);
  }

  void startPeriod(int number, Track... tracks) {
    stream.publish(new StreamEvent.PeriodStarted(number, List.of(tracks), ANCHOR));
  }

  void publish(MediaSample... samples) {
    for (MediaSample sample : samples) {
      stream.publish(new StreamEvent.Sample(sample));
    }
  }

  static String drained(Subscription subscription) {
    var events = new ArrayList<StreamEvent>();
    subscription.drain(1000, events::add);
    return EventDump.dump(events);
  }

  static final String PERIOD_0 = "period 0 at 0ns=1000000ms: 1 avc1.64001f/1000, 2 mp4a.40.2/1000";
  static final String PERIOD_1 = PERIOD_0.replace("period 0", "period 1");

  @Test
  void tellsEverythingInOrderFromTheFirstPeriodToTheEnd() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW);

    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0), sound(0));
    stream.publish(new StreamEvent.Stalled());
    stream.publish(new StreamEvent.AnchorCorrected(new Anchor(0, 1_000_050)));
    stream.publish(new StreamEvent.Interrupted());
    stream.publish(new StreamEvent.Ended());

    assertThat(drained(subscription))
        .isEqualTo(
            PERIOD_0
                + """

                1: 0 key 4 bytes
                2: 0 key 1 bytes
                stalled
                anchor 0ns=1000050ms
                interrupted
                ended\
                """);
    assertThat(subscription.end()).isEqualTo(Subscription.End.STREAM_ENDED);
  }

  @Test
  void fromNowBeginsWithThePeriodAndTheNextKeyframe() {
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0), frame(33));

    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    publish(frame(66), sound(66), keyframe(100), sound(101));

    assertThat(drained(subscription))
        .isEqualTo(PERIOD_0 + "\n1: 100 key 4 bytes\n2: 101 key 1 bytes");
    assertThat(subscription.stats().droppedSamples()).isZero();
  }

  @Test
  void fromLastKeyframeBeginsWithThePeriodItsAnchorAndTheGop() {
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0), frame(33), keyframe(66), sound(70));
    stream.publish(new StreamEvent.AnchorCorrected(new Anchor(0, 1_000_050)));
    publish(frame(99));

    Subscription subscription = subscribe(StartPolicy.FROM_LAST_KEYFRAME);
    publish(frame(133));

    assertThat(drained(subscription))
        .isEqualTo(
            PERIOD_0
                + """

                anchor 0ns=1000050ms
                1: 66 key 4 bytes
                2: 70 key 1 bytes
                1: 99 4 bytes
                1: 133 4 bytes\
                """);
  }

  @Test
  void aGopThatDoesNotFitTheQueueIsNotReplayed() {
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0), frame(33), frame(66));

    Subscription subscription = subscribe(StartPolicy.FROM_LAST_KEYFRAME, 100, 11);
    publish(frame(99), keyframe(133));

    assertThat(drained(subscription)).isEqualTo(PERIOD_0 + "\n1: 133 key 4 bytes");
    assertThat(subscription.stats().overflows()).isZero();
  }

  @Test
  void theCorrectionOfAnEarlierPeriodIsNotReplayed() {
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    stream.publish(new StreamEvent.AnchorCorrected(new Anchor(0, 1_000_050)));
    startPeriod(1, TestMedia.VIDEO, TestMedia.AUDIO);

    assertThat(drained(subscribe(StartPolicy.FROM_NOW))).isEqualTo(PERIOD_1);
  }

  @Test
  void audioAloneBeginsWithAnySample() {
    startPeriod(0, TestMedia.AUDIO);
    publish(sound(0));

    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    publish(sound(21));

    assertThat(drained(subscription)).endsWith("\n2: 21 key 1 bytes");
  }

  @Test
  void whoComesDuringAnInterruptionIsTold() {
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0));
    stream.publish(new StreamEvent.Interrupted());

    assertThat(drained(subscribe(StartPolicy.FROM_LAST_KEYFRAME)))
        .isEqualTo(PERIOD_0 + "\n1: 0 key 4 bytes\ninterrupted");
  }

  @Test
  void whoComesAfterTheEndIsToldAndNothingFollows() throws InterruptedException {
    stream.publish(new StreamEvent.Ended());

    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    startPeriod(0, TestMedia.VIDEO);

    assertThat(subscription.take()).contains(new StreamEvent.Ended());
    assertThat(subscription.take()).isEmpty();
  }

  @Test
  void wakesUpOnceAfterTheConsumerFoundNothing() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    startPeriod(0, TestMedia.AUDIO);
    assertThat(wakeUps).isZero();

    assertThat(subscription.drain(10, event -> {})).isEqualTo(1);
    publish(sound(0), sound(21), sound(42));
    assertThat(wakeUps).isEqualTo(1);
    assertThat(subscription.drain(3, event -> {})).isEqualTo(3);
    publish(sound(63));

    assertThat(wakeUps).isEqualTo(1);
    assertThat(subscription.drain(10, event -> {})).isEqualTo(1);
    publish(sound(84));
    assertThat(wakeUps).isEqualTo(2);
  }

  @Test
  void takeWaitsOnAVirtualThreadForWhatIsPublished() throws InterruptedException {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    var taken = new ArrayList<StreamEvent>();
    Thread consumer =
        Thread.startVirtualThread(() -> {
          try {
            for (var next = subscription.take(); next.isPresent(); next = subscription.take()) {
              taken.add(next.get());
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    startPeriod(0, TestMedia.AUDIO);
    publish(sound(0), sound(21));
    stream.publish(new StreamEvent.Ended());
    consumer.join();

    assertThat(taken).hasSize(4).endsWith(new StreamEvent.Ended());
  }

  @Test
  void aFinishedSubscriptionHandsOverWhatIsQueued() throws InterruptedException {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    startPeriod(0, TestMedia.AUDIO);
    publish(sound(0));

    subscription.finish();
    publish(sound(21));

    assertThat(subscription.take()).isPresent();
    assertThat(subscription.take()).contains(new StreamEvent.Sample(sound(0)));
    assertThat(subscription.take()).isEmpty();
  }

  @Test
  void aClosedSubscriptionGetsNothingMore() throws InterruptedException {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW);
    startPeriod(0, TestMedia.AUDIO);
    publish(sound(0));

    subscription.close();
    publish(sound(21));

    assertThat(subscription.take()).isEmpty();
    assertThat(subscription.end()).isEqualTo(Subscription.End.CLOSED);
    assertThat(stream.stats().subscriptions()).isEmpty();
  }
}
