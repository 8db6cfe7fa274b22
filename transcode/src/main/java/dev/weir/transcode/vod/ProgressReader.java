package dev.weir.transcode.vod;

import java.util.function.Consumer;

/**
 * Reads what FFmpeg's {@code -progress} writes: lines of {@code key=value}, of which {@code
 * progress} ends a block. Confined to the thread that reads the output.
 */
final class ProgressReader {
  private final Consumer<Progress> listener;

  private long frames;
  private long outMicros;
  private long outBytes;
  private double speed;
  private Progress last = Progress.NONE;

  ProgressReader(Consumer<Progress> listener) {
    this.listener = listener;
  }

  /** Whether {@code line} tells that something was done since the last block. */
  boolean accept(String line) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      return false;
    }
    String value = line.substring(equals + 1).strip();
    switch (line.substring(0, equals)) {
      case "frame" -> frames = number(value, frames);
      case "out_time_us" -> outMicros = number(value, outMicros);
      case "total_size" -> outBytes = number(value, outBytes);
      case "speed" -> speed = multiple(value);
      case "progress" -> {
        return report();
      }
      default -> {}
    }
    return false;
  }

  private boolean report() {
    var now = new Progress(frames, outMicros, outBytes, speed);
    boolean isBeyond = now.isBeyond(last);
    last = now;
    listener.accept(now);
    return isBeyond;
  }

  /** FFmpeg says {@code N/A} for what it does not know. */
  private static long number(String value, long otherwise) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException unknown) {
      return otherwise;
    }
  }

  private static double multiple(String value) {
    try {
      return Double.parseDouble(
          value.endsWith("x") ? value.substring(0, value.length() - 1) : value);
    } catch (NumberFormatException unknown) {
      return 0;
    }
  }
}
