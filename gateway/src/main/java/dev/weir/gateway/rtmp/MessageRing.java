package dev.weir.gateway.rtmp;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The latest messages of one stream in a row, each by its sequence number, which goes on for ever.
 * Confined to its fan-out's loop.
 */
final class MessageRing implements AutoCloseable {
  private static final int FIRST_CAPACITY = 256;
  private static final long NONE = -1;

  private @Nullable SharedMessage[] messages = new SharedMessage[FIRST_CAPACITY];
  private long first;
  private long end;
  private long lastEntry = NONE;
  private long bytes;

  /** The number of the oldest message that is still here. */
  long first() {
    return first;
  }

  /** The number of the next message to come. */
  long end() {
    return end;
  }

  long bytes() {
    return bytes;
  }

  /** Whether the last message with which players may begin is still here. */
  boolean hasEntry() {
    return lastEntry >= first;
  }

  long lastEntry() {
    return lastEntry;
  }

  SharedMessage get(long sequence) {
    return Objects.requireNonNull(
        messages[slot(Objects.checkIndex(sequence - first, size()) + first)]);
  }

  void add(SharedMessage message) {
    if (size() == messages.length) {
      grow();
    }
    messages[slot(end)] = message;
    if (message.isEntry()) {
      lastEntry = end;
    }
    end++;
    bytes += message.buffer().length();
  }

  void removeFirst() {
    SharedMessage oldest = get(first);
    messages[slot(first)] = null;
    first++;
    bytes -= oldest.buffer().length();
    oldest.buffer().close();
  }

  long size() {
    return end - first;
  }

  private int slot(long sequence) {
    return (int) (sequence & (messages.length - 1));
  }

  private void grow() {
    @Nullable SharedMessage[] before = messages;
    messages = Arrays.copyOf(new SharedMessage[0], before.length * 2);
    for (long sequence = first; sequence < end; sequence++) {
      messages[slot(sequence)] = before[(int) (sequence & (before.length - 1))];
    }
  }

  @Override
  public void close() {
    while (size() > 0) {
      removeFirst();
    }
  }
}
