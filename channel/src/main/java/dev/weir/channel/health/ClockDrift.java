package dev.weir.channel.health;

import dev.weir.stream.Series;
import dev.weir.stream.StreamMeasure;
import java.util.Arrays;
import java.util.Optional;

/**
 * How an encoder's clock goes against ours. Immutable.
 *
 * <p>The smallest delay of ten seconds has little jitter left. Through those of the last minutes
 * goes the line whose slope is the median of the slopes between each two that are far apart (Theil
 * and Sen), which a quarter of congested windows does not move. Delays that grow are those of a
 * slow clock.
 *
 * @param partsPerMillion by how much it is fast; negative where it is slow
 * @param seconds over which that was measured
 */
public record ClockDrift(double partsPerMillion, int seconds) {
  private static final int WINDOW_SECONDS = 10;
  private static final int FEWEST_WINDOWS = 12;

  static Optional<ClockDrift> of(Series<StreamMeasure> steady) {
    int windows = steady.size() / WINDOW_SECONDS;
    if (windows < FEWEST_WINDOWS) {
      return Optional.empty();
    }
    double[] slopes = slopes(smallestDelays(steady, windows));
    if (slopes.length == 0) {
      return Optional.empty();
    }
    Arrays.sort(slopes);
    return Optional.of(new ClockDrift(-slopes[slopes.length / 2], windows * WINDOW_SECONDS));
  }

  /** In microseconds; not a number where nothing came. */
  private static double[] smallestDelays(Series<StreamMeasure> steady, int windows) {
    Series<StreamMeasure> whole = steady.tail(windows * WINDOW_SECONDS);
    var smallest = new double[windows];
    Arrays.fill(smallest, Double.NaN);
    for (int i = 0; i < whole.size(); i++) {
      int window = i / WINDOW_SECONDS;
      var delay = whole.at(StreamMeasure.DELAY_MICROS, i);
      if (delay.isPresent() && !(smallest[window] <= delay.getAsInt())) {
        smallest[window] = delay.getAsInt();
      }
    }
    return smallest;
  }

  /** Microseconds in a second, which is parts per million. */
  private static double[] slopes(double[] delays) {
    int apart = delays.length / 2;
    var slopes = new double[delays.length * delays.length];
    int count = 0;
    for (int one = 0; one < delays.length; one++) {
      for (int other = one + apart; other < delays.length; other++) {
        double rise = delays[other] - delays[one];
        if (!Double.isNaN(rise)) {
          slopes[count++] = rise / ((other - one) * WINDOW_SECONDS);
        }
      }
    }
    return Arrays.copyOf(slopes, count);
  }
}
