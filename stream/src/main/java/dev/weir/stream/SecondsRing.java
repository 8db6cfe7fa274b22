package dev.weir.stream;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Objects;

/**
 * What was measured in the last ten minutes, second by second: four octets each. Guarded by its
 * publication.
 *
 * @param <M> what is measured
 */
final class SecondsRing<M extends Enum<M>> {
  static final int SECONDS = 600;

  private final EnumMap<M, int[]> columns;

  SecondsRing(Class<M> measures) {
    columns = new EnumMap<>(measures);
    for (M measure : measures.getEnumConstants()) {
      var column = new int[SECONDS];
      Arrays.fill(column, Series.UNKNOWN);
      columns.put(measure, column);
    }
  }

  void put(long second, M measure, long value) {
    Objects.requireNonNull(columns.get(measure))[slot(second)] =
        Math.clamp(value, -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  /** Forgets what stood in the place of {@code second}, ten minutes ago. */
  void clear(long second) {
    columns.values().forEach(column -> column[slot(second)] = Series.UNKNOWN);
  }

  /** The seconds from {@code from} up to but without {@code to}, at most {@link #SECONDS}. */
  Series<M> copy(long from, long to) {
    int size = (int) (to - from);
    var copies = new EnumMap<>(columns);
    copies.replaceAll((_, column) -> copy(column, from, size));
    return new Series<>(copies, size);
  }

  private static int[] copy(int[] column, long from, int size) {
    var copied = new int[size];
    for (int i = 0; i < size; i++) {
      copied[i] = column[slot(from + i)];
    }
    return copied;
  }

  private static int slot(long second) {
    return (int) (second % SECONDS);
  }
}
