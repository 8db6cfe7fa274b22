package dev.weir.media.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InverseTransformTest {
  @ParameterizedTest
  @ValueSource(ints = {128, 1024})
  void isTheSumThatTheSpecificationWrites(int size) {
    var random = new Random(7);
    var spectrum = new float[size + 3];
    for (int i = 0; i < spectrum.length; i++) {
      spectrum[i] = random.nextFloat() - 0.5f;
    }
    var samples = new float[2 * size];

    new InverseTransform(size).apply(spectrum, 3, samples);

    for (int n = 0; n < 2 * size; n += 17) {
      assertThat((double) samples[n]).isCloseTo(sum(spectrum, size, n), within(1e-5));
    }
  }

  /** ISO/IEC 14496-3 §4.6.11.3.1. */
  private static double sum(float[] spectrum, int size, int n) {
    double sum = 0;
    double n0 = (size + 1) / 2.0;
    for (int k = 0; k < size; k++) {
      sum += spectrum[3 + k] * Math.cos(Math.PI / size * (n + n0) * (k + 0.5));
    }
    return sum / size;
  }
}
