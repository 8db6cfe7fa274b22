package dev.weir.transcode;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of an output, bounded in number and length. Guarded by itself. */
final class TextTail {
  private static final int MAX_LINES = 20;
  private static final int MAX_LINE_LENGTH = 500;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) : line);
  }

  synchronized void clear() {
    lines.clear();
  }

  @Override
  public synchronized String toString() {
    return String.join(" | ", lines);
  }
}
