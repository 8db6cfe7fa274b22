package dev.weir.stream;

import static dev.weir.stream.TestMedia.sound;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.StreamEvent;
import org.junit.jupiter.api.Test;

class ClosingSubscriptionTest extends SubscriptionContract {
  @Override
  OverflowPolicy overflow() {
    return OverflowPolicy.CLOSE;
  }

  @Test
  void closesWhenTheQueueIsFull() {
    Subscription slow = subscribe(StartPolicy.FROM_NOW, 8, 100);
    Subscription fast = subscribe(StartPolicy.FROM_NOW);
    startPeriod(0, TestMedia.AUDIO);
    slow.drain(10, event -> {});

    for (int i = 0; i < 9; i++) {
      publish(sound(i));
    }
    stream.publish(new StreamEvent.Ended());

    assertThat(drained(slow)).isEmpty();
    assertThat(slow.end()).isEqualTo(Subscription.End.OVERFLOWED);
    assertThat(slow.stats().droppedSamples()).isEqualTo(8);
    assertThat(fast.stats().queuedEvents()).isEqualTo(11);
    assertThat(wakeUps).isEqualTo(1);
  }
}
