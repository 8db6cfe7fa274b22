package dev.weir.media.sound;

/**
 * Temporal noise shaping of one channel: tns_data_present and tns_data(), ISO/IEC 14496-3 §4.4.2.7,
 * and the filters that it describes, §4.6.9. Confined to its decoder. No allocation.
 */
final class AacNoiseShaping {
  private static final int MOST_WINDOWS = 8;
  private static final int MOST_FILTERS = 3;

  /** For long windows of AAC-LC; short ones have 7. */
  private static final int MOST_ORDER = 12;

  private static final int MOST_SHORT_ORDER = 7;

  private static final class Filter {
    int bands;
    int order;
    boolean isDownwards;

    /** From a[1] on. */
    final float[] coefficients = new float[MOST_ORDER];
  }

  private final int[] counts = new int[MOST_WINDOWS];
  private final Filter[][] filters = new Filter[MOST_WINDOWS][MOST_FILTERS];
  private final float[] scratch = new float[MOST_ORDER];
  private boolean isPresent;

  AacNoiseShaping() {
    for (Filter[] window : filters) {
      for (int i = 0; i < MOST_FILTERS; i++) {
        window[i] = new Filter();
      }
    }
  }

  /** False where it is not AAC-LC. */
  boolean read(BitCursor in, AacWindows windows) {
    isPresent = in.flag();
    for (int window = 0; isPresent && window < windows.count(); window++) {
      counts[window] = in.bits(windows.isShort() ? 1 : 2);
      int resolution = counts[window] > 0 ? 3 + in.bits(1) : 0; // coef_res
      for (int i = 0; i < counts[window]; i++) {
        if (!read(in, windows, filters[window][i], resolution)) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean read(BitCursor in, AacWindows windows, Filter filter, int resolution) {
    filter.bands = in.bits(windows.isShort() ? 4 : 6);
    filter.order = in.bits(windows.isShort() ? 3 : 5);
    if (filter.order > (windows.isShort() ? MOST_SHORT_ORDER : MOST_ORDER)) {
      return false;
    }
    if (filter.order > 0) {
      filter.isDownwards = in.flag();
      int bits = resolution - in.bits(1); // coef_compress
      for (int i = 0; i < filter.order; i++) {
        add(filter, i, reflection(in.bits(bits), bits, resolution));
      }
    }
    return true;
  }

  /** A reflection coefficient, of which the sign is the highest of {@code bits}. */
  private static float reflection(int coded, int bits, int resolution) {
    int value = coded << (32 - bits) >> (32 - bits);
    double half = value >= 0 ? -0.5 : 0.5;
    return (float) Math.sin(value * (Math.PI / 2) / ((1 << (resolution - 1)) + half));
  }

  /** One step from reflection coefficients to those of the filter. */
  private void add(Filter filter, int done, float reflection) {
    float[] coefficients = filter.coefficients;
    for (int i = 0; i < done; i++) {
      scratch[i] = coefficients[i] + reflection * coefficients[done - 1 - i];
    }
    System.arraycopy(scratch, 0, coefficients, 0, done);
    coefficients[done] = reflection;
  }

  /** Runs the filters over the spectrum, the highest bands first. */
  void apply(float[] spectrum, AacWindows windows, AacBands bands) {
    if (!isPresent) {
      return;
    }
    int[] offsets = bands.offsets(windows);
    int highest = Math.min(bands.tnsBands(windows), windows.maxSfb());
    for (int window = 0; window < windows.count(); window++) {
      int base = window * windows.size();
      int bottom = offsets.length - 1;
      for (int i = 0; i < counts[window]; i++) {
        Filter filter = filters[window][i];
        int top = bottom;
        bottom = Math.max(0, top - filter.bands);
        int from = base + offsets[Math.min(bottom, highest)];
        int to = base + offsets[Math.min(top, highest)];
        run(filter, spectrum, from, to);
      }
    }
  }

  private static void run(Filter filter, float[] spectrum, int from, int to) {
    int step = filter.isDownwards ? -1 : 1;
    int at = filter.isDownwards ? to - 1 : from;
    for (int done = 0; done < to - from; done++, at += step) {
      float value = spectrum[at];
      for (int i = 0; i < Math.min(done, filter.order); i++) {
        value -= spectrum[at - (i + 1) * step] * filter.coefficients[i];
      }
      spectrum[at] = value;
    }
  }
}
