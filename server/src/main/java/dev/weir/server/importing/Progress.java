package dev.weir.server.importing;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Tells people how far a file is: on a terminal in one line that is written anew, elsewhere in a
 * line for every tenth. Confined to its thread.
 */
public final class Progress {
  /** What it is written to. */
  public enum Display {
    TERMINAL,
    LINES
  }

  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final double RATE_SECONDS = 5;
  private static final int TENTHS = 10;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter out;
  private final Display display;
  private final String name;
  private final long totalBytes;

  private boolean began;
  private long drawnNanos;
  private long drawnBytes;
  private double bytesPerSecond;
  private long tenths = -1;

  public Progress(PrintWriter out, Display display, String name, long totalBytes) {
    this.out = out;
    this.display = display;
    this.name = name;
    this.totalBytes = totalBytes;
  }

  /** So much is sent; may go back where something was lost on the way. */
  public void at(long bytes, long nowNanos) {
    if (!began || bytes < drawnBytes) {
      began = true;
      drawnNanos = nowNanos;
      drawnBytes = bytes;
    }
    switch (display) {
      case TERMINAL -> {
        if (nowNanos - drawnNanos >= REDRAW_NANOS || bytes == totalBytes) {
          measure(bytes, nowNanos);
          out.print(ERASE + line(bytes));
          out.flush();
        }
      }
      case LINES -> {
        long reached = bytes * TENTHS / totalBytes;
        if (reached > tenths) {
          measure(bytes, nowNanos);
          tenths = reached;
          out.println(line(bytes));
          out.flush();
        }
      }
    }
  }

  private void measure(long bytes, long nowNanos) {
    double seconds = (nowNanos - drawnNanos) / 1e9;
    if (seconds > 0) {
      double now = (bytes - drawnBytes) / seconds;
      double weight = bytesPerSecond == 0 ? 1 : Math.min(1, seconds / RATE_SECONDS);
      bytesPerSecond += weight * (now - bytesPerSecond);
    }
    drawnNanos = nowNanos;
    drawnBytes = bytes;
  }

  private String line(long bytes) {
    String left =
        bytesPerSecond > 0 && bytes < totalBytes
            ? ", " + clock((long) ((totalBytes - bytes) / bytesPerSecond)) + " left"
            : "";
    return "%s: %d %% of %s, %s/s%s"
        .formatted(
            name, bytes * 100 / totalBytes, size(totalBytes), size((long) bytesPerSecond), left);
  }

  /** Says something else, which stays. */
  public void say(String text) {
    out.println((display == Display.TERMINAL ? ERASE : "") + name + ": " + text);
    out.flush();
  }

  /** As {@link #say}, until there is something newer to say. */
  public void sayForNow(String text) {
    if (display == Display.TERMINAL) {
      out.print(ERASE + name + ": " + text);
      out.flush();
    }
  }

  /** Leaves the line free. */
  public void end() {
    if (display == Display.TERMINAL) {
      out.print(ERASE);
      out.flush();
    }
  }

  private static String clock(long seconds) {
    Duration left = Duration.ofSeconds(seconds);
    return left.toHours() > 0
        ? "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart())
        : "%d:%02d".formatted(left.toMinutes(), left.toSecondsPart());
  }

  static String size(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 999.5) {
      value /= 1000;
      unit++;
    }
    return String.format(
        Locale.ROOT, value < 10 ? "%.1f %cB" : "%.0f %cB", value, "kMGTPE".charAt(unit));
  }
}
