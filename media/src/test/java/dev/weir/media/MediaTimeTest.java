package dev.weir.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MediaTimeTest {
  private static final long MOST_TICKS = 1L << 50;
  private static final int MOST_TIMESCALE = 1_000_000_000;

  @Property
  void convertsExactlyToWithinHalfATick(
      @ForAll @LongRange(min = -MOST_TICKS, max = MOST_TICKS) long ticks,
      @ForAll @IntRange(min = 1000, max = MOST_TIMESCALE) int from,
      @ForAll @IntRange(min = 1, max = 1_000_000) int to) {
    long converted = MediaTime.convert(ticks, from, to);

    BigInteger exact = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(to));
    BigInteger error =
        BigInteger.valueOf(converted).multiply(BigInteger.valueOf(from)).subtract(exact);
    assertThat(error.abs().shiftLeft(1)).isLessThanOrEqualTo(BigInteger.valueOf(from));
  }

  @Property
  void isMonotone(
      @ForAll @LongRange(min = -MOST_TICKS, max = MOST_TICKS) long ticks,
      @ForAll @IntRange(max = 1000) int more,
      @ForAll @IntRange(min = 1000, max = MOST_TIMESCALE) int from,
      @ForAll @IntRange(min = 1, max = 1_000_000) int to) {
    assertThat(MediaTime.convert(ticks + more, from, to))
        .isGreaterThanOrEqualTo(MediaTime.convert(ticks, from, to));
  }

  @Property
  void comesBackFromAFinerTimescale(
      @ForAll @LongRange(min = -MOST_TICKS, max = MOST_TICKS) long ticks,
      @ForAll @IntRange(min = 1, max = 100_000) int coarse,
      @ForAll @IntRange(min = 1, max = 1000) int factor) {
    long fine = MediaTime.convert(ticks, coarse, coarse * factor);

    assertThat(fine).isEqualTo(ticks * factor);
    assertThat(MediaTime.convert(fine, coarse * factor, coarse)).isEqualTo(ticks);
  }

  @Test
  void roundsHalvesUpwards() {
    assertThat(MediaTime.convert(1, 2, 1)).isEqualTo(1);
    assertThat(MediaTime.convert(-1, 2, 1)).isZero();
    assertThat(MediaTime.convert(-3, 2, 1)).isEqualTo(-1);
  }

  @Test
  void convertsBetweenTheLargestTimescales() {
    assertThat(MediaTime.convert(999_999_999, 1_000_000_000, 999_999_937)).isEqualTo(999_999_936);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> MediaTime.convert(Long.MAX_VALUE, 1, 1000));
  }
}
