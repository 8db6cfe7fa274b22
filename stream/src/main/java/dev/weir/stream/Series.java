package dev.weir.stream;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * What was measured in a run of whole seconds, oldest first. Immutable.
 *
 * @param <M> what is measured
 */
public final class Series<M extends Enum<M>> {
  /** Stands where nothing was measured; no measurement comes near it. */
  static final int UNKNOWN = Integer.MIN_VALUE;

  private final Map<M, int[]> columns;
  private final int from;
  private final int size;

  /** Takes the columns over, each as long as the run. */
  Series(Map<M, int[]> columns, int size) {
    this(columns, 0, size);
  }

  private Series(Map<M, int[]> columns, int from, int size) {
    this.columns = columns;
    this.from = from;
    this.size = size;
  }

  /** How many seconds. */
  public int size() {
    return size;
  }

  /** What was measured in the second {@code index}; empty where nothing could be. */
  public OptionalInt at(M measure, int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    int value = column(measure)[from + index];
    return value == UNKNOWN ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private int[] column(M measure) {
    return Objects.requireNonNull(columns.get(measure));
  }

  /** What was measured, without the seconds in which nothing could be. */
  public IntStream known(M measure) {
    return Arrays.stream(column(measure), from, from + size).filter(value -> value != UNKNOWN);
  }

  /** The newest that was measured. */
  public OptionalInt newest(M measure) {
    return known(measure).reduce((_, later) -> later);
  }

  /** The middle of what was measured, of two the later. */
  public OptionalInt median(M measure) {
    int[] sorted = known(measure).sorted().toArray();
    return sorted.length == 0 ? OptionalInt.empty() : OptionalInt.of(sorted[sorted.length / 2]);
  }

  /** The last {@code seconds} of it, or all where it has fewer. */
  public Series<M> tail(int seconds) {
    int kept = Math.clamp(seconds, 0, size);
    return new Series<>(columns, from + size - kept, kept);
  }
}
