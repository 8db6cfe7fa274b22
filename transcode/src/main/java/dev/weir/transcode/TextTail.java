package dev.weir.transcode;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last lines of an output, bounded in number and length. Guarded by itself. */
public final class TextTail {
  private static final int MAX_LINES = 20;
  private static final int MAX_LINE_LENGTH = 500;

  private final Deque<String> lines = new ArrayDeque<>();

  public synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(line.length() > MAX_LINE_LENGTH ? line.substring(0, MAX_LINE_LENGTH) : line);
  }

  public synchronized void clear() {
    lines.clear();
  }

  @Override
  public synchronized String toString() {
    return String.join(" | ", lines);
  }
}
