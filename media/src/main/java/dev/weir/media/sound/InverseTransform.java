package dev.weir.media.sound;

/**
 * The inverse modified discrete cosine transform of ISO/IEC 14496-3 §4.6.11.3.1, by way of a DCT-IV
 * on a complex FFT of half its size. Confined to its decoder. No allocation.
 */
final class InverseTransform {
  private final int size;
  private final float[] twistCos;
  private final float[] twistSin;
  private final float[] rootCos;
  private final float[] rootSin;
  private final float[] real;
  private final float[] imaginary;
  private final float[] folded;

  /**
   * @param size of the spectrum, a power of two
   */
  InverseTransform(int size) {
    this.size = size;
    int half = size / 2;
    twistCos = new float[half];
    twistSin = new float[half];
    rootCos = new float[half / 2];
    rootSin = new float[half / 2];
    for (int i = 0; i < half; i++) {
      double angle = Math.PI * (8 * i + 1) / (8.0 * size);
      twistCos[i] = (float) Math.cos(angle);
      twistSin[i] = (float) Math.sin(angle);
    }
    for (int i = 0; i < half / 2; i++) {
      rootCos[i] = (float) Math.cos(2 * Math.PI * i / half);
      rootSin[i] = (float) Math.sin(2 * Math.PI * i / half);
    }
    real = new float[half];
    imaginary = new float[half];
    folded = new float[size];
  }

  /**
   * Makes of {@code size} coefficients twice as many samples.
   *
   * @param from where in {@code spectrum} they begin
   */
  void apply(float[] spectrum, int from, float[] samples) {
    twist(spectrum, from);
    transform();
    untwist();
    unfold(samples);
  }

  private void twist(float[] spectrum, int from) {
    for (int i = 0; i < real.length; i++) {
      float even = spectrum[from + 2 * i];
      float odd = spectrum[from + size - 1 - 2 * i];
      real[i] = even * twistCos[i] + odd * twistSin[i];
      imaginary[i] = odd * twistCos[i] - even * twistSin[i];
    }
  }

  /** An FFT in place, decimated in time. */
  private void transform() {
    reverse();
    int count = real.length;
    for (int span = 1; span < count; span *= 2) {
      int stride = count / (2 * span);
      for (int start = 0; start < count; start += 2 * span) {
        for (int i = 0; i < span; i++) {
          butterfly(start + i, start + i + span, i * stride);
        }
      }
    }
  }

  private void reverse() {
    int bits = Integer.numberOfTrailingZeros(real.length);
    for (int i = 0; i < real.length; i++) {
      int other = Integer.reverse(i) >>> (32 - bits);
      if (other > i) {
        float kept = real[i];
        real[i] = real[other];
        real[other] = kept;
        kept = imaginary[i];
        imaginary[i] = imaginary[other];
        imaginary[other] = kept;
      }
    }
  }

  private void butterfly(int one, int other, int root) {
    float turnedReal = real[other] * rootCos[root] + imaginary[other] * rootSin[root];
    float turnedImaginary = imaginary[other] * rootCos[root] - real[other] * rootSin[root];
    real[other] = real[one] - turnedReal;
    imaginary[other] = imaginary[one] - turnedImaginary;
    real[one] += turnedReal;
    imaginary[one] += turnedImaginary;
  }

  private void untwist() {
    for (int i = 0; i < real.length; i++) {
      folded[2 * i] = real[i] * twistCos[i] + imaginary[i] * twistSin[i];
      folded[size - 1 - 2 * i] = real[i] * twistSin[i] - imaginary[i] * twistCos[i];
    }
  }

  /** The symmetries of a cosine make the other samples, and 2/N the scale. */
  private void unfold(float[] samples) {
    int half = size / 2;
    float scale = 1f / size;
    for (int i = 0; i < half; i++) {
      samples[i] = folded[half + i] * scale;
      samples[half + i] = -folded[size - 1 - i] * scale;
      samples[size + i] = -folded[half - 1 - i] * scale;
      samples[size + half + i] = -folded[i] * scale;
    }
  }
}
