package dev.weir.packaging.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DecodingTimesTest {
  private static final int FEWEST_TICKS = 64;

  @Test
  void areThoseOfPresentationWhereNothingIsReordered() {
    assertThat(DecodingTimes.of(new long[] {100, 140, 185, 220}, 260))
        .containsExactly(100, 140, 185, 220, 260);
  }

  /** I P B b b P B b b, as x264 sends them. */
  @Test
  void beginWithThePictureAndAreEvenAsFarAsTheyCan() {
    long[] pts = {1000, 1160, 1080, 1040, 1120, 1320, 1240, 1200, 1280};

    assertThat(DecodingTimes.of(pts, 1360))
        .containsExactly(1000, 1013, 1026, 1040, 1080, 1120, 1160, 1200, 1280, 1360);
  }

  @Test
  void areATickApartWherePicturesLeadTheKeyframe() {
    long[] pts = {1120, 1040, 1000, 1080, 1160, 1200};

    assertThat(DecodingTimes.of(pts, 1240))
        .containsExactly(1000, 1001, 1002, 1040, 1120, 1200, 1240);
  }

  /** A film whose pictures stand still for a while is decoded no earlier for it. */
  @Test
  void doNotWaitForAPictureThatStays() {
    long[] pts = {0, 80, 40, 160, 120, 9080, 9040, 9160, 9120};

    assertThat(DecodingTimes.of(pts, 9200))
        .containsExactly(0, 20, 40, 80, 120, 9000, 9040, 9080, 9120, 9200);
  }

  @Test
  void areOneAfterTheOtherWhereThereIsNoTime() {
    assertThat(DecodingTimes.of(new long[] {5, 7, 6, 6, 6}, 8)).containsExactly(5, 6, 7, 8, 9, 10);
    assertThat(DecodingTimes.of(new long[] {5}, 5)).containsExactly(5, 6);
  }

  @Property
  void suitAllPlayersWhateverTheOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int count) {
    var random = new Random(seed);
    long[] shown = random.longs(count, FEWEST_TICKS, 5000).toArray();
    Arrays.parallelPrefix(shown, Long::sum);
    long end = shown[count - 1] + random.nextLong(1, 5000);
    long[] pts = reordered(shown, random);

    long[] dts = DecodingTimes.of(pts, end);

    assertThat(dts[0]).isEqualTo(shown[0]);
    assertThat(dts[count]).isEqualTo(end);
    assertThat(dts).isSorted().doesNotHaveDuplicates();
    for (int i = 0; i < count; i++) {
      assertThat(dts[i]).as("picture %d", i).isLessThanOrEqualTo(pts[i]);
      assertThat(pts[i] + dts[i + 1] - dts[i]).as("picture %d", i).isLessThanOrEqualTo(end);
    }
  }

  /** The first is shown first; the others are decoded up to sixteen pictures early or late. */
  private static long[] reordered(long[] shown, Random random) {
    long[] pts = shown.clone();
    for (int first = 1; first < pts.length; first += 16) {
      for (int i = Math.min(first + 16, pts.length) - 1; i > first; i--) {
        int other = random.nextInt(first, i + 1);
        long moved = pts[i];
        pts[i] = pts[other];
        pts[other] = moved;
      }
    }
    return pts;
  }
}
