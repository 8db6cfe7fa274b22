package dev.weir.media.sound;

import java.util.Arrays;

/**
 * From spectra to samples: transform, windows and overlap of ISO/IEC 14496-3 §4.6.11. Confined to
 * its decoder. No allocation.
 */
final class AacFilterBank {
  private static final int LONG = AacBands.LONG;
  private static final int SHORT = AacBands.SHORT;

  /** Decoders make whole numbers of 16 bits. */
  private static final float FULL_SCALE = 32_768;

  /** Where eight short windows begin in a frame, and where flanks of long windows do. */
  private static final int FLAT = (LONG - SHORT) / 2;

  /** Rising halves, by window_shape. */
  private static final float[][] LONG_SLOPES = {sine(LONG), kaiserBessel(LONG, 4)};

  private static final float[][] SHORT_SLOPES = {sine(SHORT), kaiserBessel(SHORT, 6)};

  private final InverseTransform longTransform = new InverseTransform(LONG);
  private final InverseTransform shortTransform = new InverseTransform(SHORT);
  private final float[] block = new float[2 * LONG];
  private final float[] frame = new float[2 * LONG];

  private static float[] sine(int size) {
    var slope = new float[size];
    for (int i = 0; i < size; i++) {
      slope[i] = (float) Math.sin(Math.PI / (2 * size) * (i + 0.5));
    }
    return slope;
  }

  private static float[] kaiserBessel(int size, double alpha) {
    var sums = new double[size + 1];
    for (int i = 0; i <= size; i++) {
      double offCentre = 2.0 * i / size - 1;
      double kaiser = bessel(Math.PI * alpha * Math.sqrt(1 - offCentre * offCentre));
      sums[i] = kaiser + (i > 0 ? sums[i - 1] : 0);
    }
    var slope = new float[size];
    for (int i = 0; i < size; i++) {
      slope[i] = (float) Math.sqrt(sums[i] / sums[size]);
    }
    return slope;
  }

  /** The modified Bessel function of order 0. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 60; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  /**
   * Makes the samples of a frame.
   *
   * @param previousShape the window_shape of the frame before
   * @param overlap what the frame before left for this one; left for the next
   * @param samples of full scale at 1
   */
  void apply(
      float[] spectrum, AacWindows windows, int previousShape, float[] overlap, float[] samples) {
    if (windows.isShort()) {
      shortWindows(spectrum, windows.shape(), previousShape);
    } else {
      longWindow(spectrum, windows, previousShape);
    }
    for (int i = 0; i < LONG; i++) {
      samples[i] = (frame[i] + overlap[i]) / FULL_SCALE;
    }
    System.arraycopy(frame, LONG, overlap, 0, LONG);
  }

  private void longWindow(float[] spectrum, AacWindows windows, int previousShape) {
    longTransform.apply(spectrum, 0, frame);
    if (windows.sequence() == AacWindows.LONG_STOP) {
      rise(SHORT_SLOPES[previousShape], FLAT);
      Arrays.fill(frame, 0, FLAT, 0);
    } else {
      rise(LONG_SLOPES[previousShape], 0);
    }
    if (windows.sequence() == AacWindows.LONG_START) {
      fall(SHORT_SLOPES[windows.shape()], LONG + FLAT);
      Arrays.fill(frame, LONG + FLAT + SHORT, 2 * LONG, 0);
    } else {
      fall(LONG_SLOPES[windows.shape()], LONG);
    }
  }

  private void rise(float[] slope, int from) {
    for (int i = 0; i < slope.length; i++) {
      frame[from + i] *= slope[i];
    }
  }

  private void fall(float[] slope, int from) {
    for (int i = 0; i < slope.length; i++) {
      frame[from + i] *= slope[slope.length - 1 - i];
    }
  }

  private void shortWindows(float[] spectrum, int shape, int previousShape) {
    Arrays.fill(frame, 0);
    for (int window = 0; window < LONG / SHORT; window++) {
      shortTransform.apply(spectrum, window * SHORT, block);
      float[] rising = SHORT_SLOPES[window == 0 ? previousShape : shape];
      float[] falling = SHORT_SLOPES[shape];
      int at = FLAT + window * SHORT;
      for (int i = 0; i < SHORT; i++) {
        frame[at + i] += block[i] * rising[i];
        frame[at + SHORT + i] += block[SHORT + i] * falling[SHORT - 1 - i];
      }
    }
  }
}
