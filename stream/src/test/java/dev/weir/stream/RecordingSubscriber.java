package dev.weir.stream;

import dev.weir.media.StreamEvent;
import java.util.ArrayList;
import java.util.List;

/** Records what a stream tells from now on. Confined to its test. */
public final class RecordingSubscriber implements AutoCloseable {
  private static final int MAX_EVENTS = 1_000_000;
  private static final long MAX_BYTES = 1L << 30;

  private final Subscription subscription;
  private final List<StreamEvent> events = new ArrayList<>();

  public RecordingSubscriber(LiveStream stream) {
    subscription =
        stream.subscribe(
            new SubscriptionSpec(
                "recording", OverflowPolicy.CLOSE, StartPolicy.FROM_NOW, MAX_EVENTS, MAX_BYTES));
  }

  /** All events so far. */
  public List<StreamEvent> events() {
    subscription.drain(MAX_EVENTS, events::add);
    return List.copyOf(events);
  }

  /** All events so far as text, one line each. */
  public String dump() {
    return EventDump.dump(events());
  }

  @Override
  public void close() {
    subscription.close();
  }
}
