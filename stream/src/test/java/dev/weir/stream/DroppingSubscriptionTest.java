package dev.weir.stream;

import static dev.weir.stream.TestMedia.frame;
import static dev.weir.stream.TestMedia.keyframe;
import static dev.weir.stream.TestMedia.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Anchor;
import dev.weir.media.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DroppingSubscriptionTest extends SubscriptionContract {
  @Override
  OverflowPolicy overflow() {
    return OverflowPolicy.DROP_TO_NEXT_KEYFRAME;
  }

  @Test
  void dropsToTheNextQueuedKeyframe() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 1000);
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);

    publish(keyframe(0), frame(33), sound(40), keyframe(66), frame(99), sound(99), frame(133));
    publish(frame(166));

    assertThat(drained(subscription))
        .isEqualTo(
            PERIOD_0
                + """

                1: 66 key 4 bytes
                1: 99 4 bytes
                2: 99 key 1 bytes
                1: 133 4 bytes
                1: 166 4 bytes\
                """);
    assertThat(subscription.stats().droppedSamples()).isEqualTo(3);
    assertThat(subscription.stats().droppedBytes()).isEqualTo(9);
    assertThat(subscription.stats().overflows()).isEqualTo(1);
  }

  @Test
  void waitsForAKeyframeWhereNoneIsQueued() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 12);
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);

    publish(keyframe(0), frame(33), frame(66), frame(99), sound(99), keyframe(133), frame(166));

    assertThat(drained(subscription)).isEqualTo(PERIOD_0 + "\n1: 133 key 4 bytes\n1: 166 4 bytes");
    assertThat(subscription.stats().droppedSamples()).isEqualTo(5);
  }

  @Test
  void audioAloneGoesOnWithTheNextSample() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 2);
    startPeriod(0, TestMedia.AUDIO);

    publish(sound(0), sound(21), sound(42));

    assertThat(drained(subscription)).endsWith("\n2: 21 key 1 bytes\n2: 42 key 1 bytes");
  }

  @Test
  void thePeriodItsAnchorAndTheStateAreNeverLost() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 1000);

    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0), frame(33));
    startPeriod(1, TestMedia.VIDEO, TestMedia.AUDIO);
    stream.publish(new StreamEvent.AnchorCorrected(new Anchor(0, 1_000_050)));
    publish(keyframe(0), frame(33), frame(66), frame(99));
    stream.publish(new StreamEvent.Interrupted());
    for (int i = 0; i < 20; i++) {
      stream.publish(new StreamEvent.Stalled());
    }
    stream.publish(new StreamEvent.Ended());

    assertThat(drained(subscription).replace("stalled\n", ""))
        .isEqualTo(PERIOD_1 + "\nanchor 0ns=1000050ms\ninterrupted\nended");
  }

  @Test
  void whatHeldInAnEarlierPeriodIsNotKept() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 1000);
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);
    stream.publish(new StreamEvent.AnchorCorrected(new Anchor(0, 1_000_050)));
    publish(keyframe(0));
    stream.publish(new StreamEvent.Interrupted());

    startPeriod(1, TestMedia.VIDEO, TestMedia.AUDIO);
    publish(keyframe(0), frame(33), frame(66), frame(99));

    assertThat(drained(subscription))
        .isEqualTo(
            PERIOD_1
                + """

                1: 0 key 4 bytes
                1: 33 4 bytes
                1: 66 4 bytes
                1: 99 4 bytes\
                """);
  }

  @Test
  void eventsWithoutPayloadStayWithinTheBoundToo() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 1000);
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);

    for (int i = 1; i <= 100; i++) {
      stream.publish(new StreamEvent.Stalled());
      stream.publish(new StreamEvent.AnchorCorrected(new Anchor(0, 1_000_000 + i)));
      assertThat(subscription.stats().queuedEvents()).isLessThanOrEqualTo(8);
    }

    assertThat(drained(subscription)).startsWith(PERIOD_0).endsWith("anchor 0ns=1000100ms");
  }

  @Test
  void aKeyframeIsAwaitedAlsoWhenNoSampleMadeTheQueueOverflow() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 1000);
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);

    publish(keyframe(0), frame(1), frame(2), frame(3), frame(4), frame(5), frame(6));
    stream.publish(new StreamEvent.Stalled());
    publish(frame(7), keyframe(8));

    assertThat(drained(subscription)).isEqualTo(PERIOD_0 + "\nstalled\n1: 8 key 4 bytes");
    assertThat(subscription.stats().droppedSamples()).isEqualTo(8);
  }

  @Test
  void aSampleLargerThanTheQueueIsDropped() {
    Subscription subscription = subscribe(StartPolicy.FROM_NOW, 8, 3);
    startPeriod(0, TestMedia.VIDEO, TestMedia.AUDIO);

    publish(keyframe(0), sound(0), keyframe(33));

    assertThat(drained(subscription)).isEqualTo(PERIOD_0);
    assertThat(subscription.stats().droppedSamples()).isEqualTo(3);
  }

  @Property(tries = 100)
  void aSlowConsumerStaysWithinBoundsAndAlwaysResumesAtAKeyframe(@ForAll long seed) {
    var random = new Random(seed);
    var events = new ArrayList<StreamEvent>();
    var live = new LiveStream(new StreamName("name"), GopLimits.DEFAULT);
    Subscription subscription =
        live.subscribe(new SubscriptionSpec("slow", overflow(), StartPolicy.FROM_NOW, 12, 40));
    int samples = 0;
    int period = 0;
    for (int i = 0; i < 500; i++) {
      if (i % 100 == 0) {
        var tracks = List.of(TestMedia.VIDEO, TestMedia.AUDIO);
        live.publish(new StreamEvent.PeriodStarted(period++, tracks, ANCHOR));
      }
      boolean key = i % 100 == 0 || random.nextInt(10) == 0;
      live.publish(new StreamEvent.Sample(key ? keyframe(i) : frame(i)));
      samples++;
      if (random.nextInt(3) == 0) {
        subscription.drain(random.nextInt(4), events::add);
      }
      assertThat(subscription.stats().queuedEvents()).isLessThanOrEqualTo(12);
      assertThat(subscription.stats().queuedBytes()).isBetween(0L, 40L);
    }
    subscription.drain(1000, events::add);

    long last = -1;
    long delivered = 0;
    for (StreamEvent event : events) {
      if (event instanceof StreamEvent.Sample sample) {
        long dtsTicks = sample.sample().dtsTicks();
        assertThat(dtsTicks == last + 1 || sample.sample().keyframe()).isTrue();
        last = dtsTicks;
        delivered++;
      }
    }
    assertThat(delivered + subscription.stats().droppedSamples()).isEqualTo(samples);
    assertThat(events).filteredOn(StreamEvent.PeriodStarted.class::isInstance).isNotEmpty();
  }
}
