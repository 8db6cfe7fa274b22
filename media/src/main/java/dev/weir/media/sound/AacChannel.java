package dev.weir.media.sound;

import java.util.Arrays;

/**
 * One channel of AAC-LC: reads its individual_channel_stream(), ISO/IEC 14496-3 §4.4.2.7, and makes
 * its spectrum (§4.6.2, §4.6.3) and samples of it. Confined to its decoder; 13 KB. No allocation.
 */
final class AacChannel {
  // codebooks that are none, table 4.150
  private static final int ZERO = 0;
  private static final int RESERVED = 12;
  static final int NOISE = 13;
  static final int INTENSITY_OPPOSITE = 14;
  static final int INTENSITY = 15;

  private static final int MOST_GROUPS = 8;

  /** Of the scale factor of 1, §4.6.2.3.3. */
  private static final int UNIT_GAIN = 100;

  private static final int LARGEST_FACTOR = 255;

  /** Between the gain of a channel and that of its noise, and of the first noise, §4.6.13. */
  private static final int NOISE_OFFSET = 90 + 256;

  private static final int MIDDLE_DIFFERENCE = 60;
  private static final int LARGEST_VALUE = 8_191;
  private static final float[] POWERS = powers();

  /** Beyond is nothing that an encoder codes. */
  private static final int MOST_STEPS = 400;

  private static final float[] STEPS = steps();

  private final AacWindows windows = new AacWindows();
  private final AacPulses pulses = new AacPulses();
  private final AacNoiseShaping shaping = new AacNoiseShaping();
  private final int[] books = new int[MOST_GROUPS * AacBands.MOST];
  private final float[] gains = new float[MOST_GROUPS * AacBands.MOST];
  private final int[] quantised = new int[AacBands.LONG];
  private final float[] spectrum = new float[AacBands.LONG];
  private int noiseSeed = 1;

  // from frame to frame
  private final float[] overlap = new float[AacBands.LONG];
  private int previousShape;

  private static float[] powers() {
    var powers = new float[LARGEST_VALUE + 1];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = (float) Math.pow(i, 4.0 / 3);
    }
    return powers;
  }

  private static float[] steps() {
    var steps = new float[2 * MOST_STEPS + 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (float) Math.pow(2, (i - MOST_STEPS) / 4.0);
    }
    return steps;
  }

  AacWindows windows() {
    return windows;
  }

  float[] spectrum() {
    return spectrum;
  }

  /** The codebook of a band of a group. */
  int book(int group, int band) {
    return books[group * AacBands.MOST + band];
  }

  /** The gain of a band of a group; where it is intensity stereo, that of the left channel. */
  float gain(int group, int band) {
    return gains[group * AacBands.MOST + band];
  }

  /** Reads a channel that has windows of its own; false where that is not possible. */
  boolean readAlone(BitCursor in, AacBands bands) {
    int globalGain = in.bits(8);
    return windows.read(in, bands) && readContent(in, bands, globalGain);
  }

  /** Reads a channel that has the windows of its pair. */
  boolean readWith(AacWindows common, BitCursor in, AacBands bands) {
    windows.copy(common);
    return readContent(in, bands, in.bits(8));
  }

  private boolean readContent(BitCursor in, AacBands bands, int globalGain) {
    Arrays.fill(quantised, 0);
    boolean isReadable = readSections(in) && readGains(in, globalGain);
    if (!isReadable || !pulses.read(in, windows) || !shaping.read(in, windows)) {
      return false;
    }
    if (in.flag()) {
      return false; // gain_control_data_present: AAC SSR
    }
    int[] offsets = bands.offsets(windows);
    readSpectrum(in, offsets);
    pulses.apply(quantised, offsets);
    scale(offsets);
    return !in.isOverrun();
  }

  /** section_data(): which codebook each band has. */
  private boolean readSections(BitCursor in) {
    int lengthBits = windows.isShort() ? 3 : 5;
    for (int group = 0; group < windows.groups(); group++) {
      int band = 0;
      while (band < windows.maxSfb()) {
        int book = in.bits(4);
        int end = band + readLength(in, lengthBits);
        if (book == RESERVED || end > windows.maxSfb() || in.isOverrun()) {
          return false;
        }
        Arrays.fill(books, group * AacBands.MOST + band, group * AacBands.MOST + end, book);
        band = end;
      }
    }
    return true;
  }

  private int readLength(BitCursor in, int bits) {
    int escape = (1 << bits) - 1;
    int length = 0;
    int part = escape;
    while (part == escape && length <= AacBands.MOST) {
      part = in.bits(bits);
      length += part;
    }
    return length;
  }

  /** scale_factor_data(), §4.6.2.3.2: each as the difference from the one before of its kind. */
  private boolean readGains(BitCursor in, int globalGain) {
    int factor = globalGain;
    int position = 0;
    int noise = globalGain - NOISE_OFFSET;
    boolean isFirstNoise = true;
    for (int group = 0; group < windows.groups(); group++) {
      for (int band = 0; band < windows.maxSfb(); band++) {
        int at = group * AacBands.MOST + band;
        switch (books[at]) {
          case ZERO -> gains[at] = 0;
          case INTENSITY, INTENSITY_OPPOSITE -> {
            position += difference(in);
            gains[at] = power(-position);
          }
          case NOISE -> {
            noise += isFirstNoise ? in.bits(9) : difference(in);
            isFirstNoise = false;
            gains[at] = power(noise);
          }
          default -> {
            factor += difference(in);
            gains[at] = power(factor - UNIT_GAIN);
            if (factor < 0 || factor > LARGEST_FACTOR) {
              return false;
            }
          }
        }
      }
    }
    return !in.isOverrun();
  }

  private static int difference(BitCursor in) {
    return AacCodebooks.SCALE_FACTORS.read(in) - MIDDLE_DIFFERENCE;
  }

  /** Steps of 1.5 dB. */
  private static float power(int quarters) {
    return STEPS[Math.clamp(quarters + MOST_STEPS, 0, 2 * MOST_STEPS)];
  }

  /** spectral_data(): bands of the windows of a group follow one another. */
  private void readSpectrum(BitCursor in, int[] offsets) {
    int first = 0;
    for (int group = 0; group < windows.groups(); group++) {
      for (int band = 0; band < windows.maxSfb(); band++) {
        int book = book(group, band);
        if (book == ZERO || book >= NOISE) {
          continue;
        }
        SpectrumBook values = AacCodebooks.SPECTRUM.get(book - 1);
        for (int window = first; window < first + windows.length(group); window++) {
          int base = window * windows.size();
          values.read(in, quantised, base + offsets[band], base + offsets[band + 1]);
        }
      }
      first += windows.length(group);
    }
  }

  private void scale(int[] offsets) {
    Arrays.fill(spectrum, 0);
    int first = 0;
    for (int group = 0; group < windows.groups(); group++) {
      for (int band = 0; band < windows.maxSfb(); band++) {
        for (int window = first; window < first + windows.length(group); window++) {
          int base = window * windows.size();
          scale(
              book(group, band), gain(group, band), base + offsets[band], base + offsets[band + 1]);
        }
      }
      first += windows.length(group);
    }
  }

  private void scale(int book, float gain, int from, int to) {
    if (book == NOISE) {
      fillWithNoise(gain, from, to);
    } else if (book < NOISE) {
      for (int i = from; i < to; i++) {
        int value = quantised[i];
        float power = POWERS[Math.min(Math.abs(value), LARGEST_VALUE)] * gain;
        spectrum[i] = value < 0 ? -power : power;
      }
    }
  }

  /** §4.6.13: only its energy is known; here all values are as large. */
  private void fillWithNoise(float gain, int from, int to) {
    float value = gain / (float) Math.sqrt(to - from);
    for (int i = from; i < to; i++) {
      noiseSeed = noiseSeed * 1_664_525 + 1_013_904_223;
      spectrum[i] = noiseSeed < 0 ? -value : value;
    }
  }

  /** Makes the samples of the frame, of full scale at 1. */
  void finish(AacBands bands, AacFilterBank filterBank, float[] samples) {
    shaping.apply(spectrum, windows, bands);
    filterBank.apply(spectrum, windows, previousShape, overlap, samples);
    previousShape = windows.shape();
  }
}
