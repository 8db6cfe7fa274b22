package dev.weir.media.codec;

/** acmod and lfeon, ETSI TS 102 366 §4.4.2.3: how many channels sound as heard. */
final class DolbyChannels {
  /** By acmod: 1+1, 1/0, 2/0, 3/0, 2/1, 3/1, 2/2, 3/2. */
  private static final int[] MAIN = {2, 1, 2, 3, 3, 4, 4, 5};

  /** fscod, §4.4.1.3. */
  private static final int[] SAMPLE_RATES = {48_000, 44_100, 32_000};

  private DolbyChannels() {}

  static int count(int acmod, boolean hasLfe) {
    return MAIN[acmod] + (hasLfe ? 1 : 0);
  }

  static boolean isSampleRate(int fscod) {
    return fscod < SAMPLE_RATES.length;
  }

  static int sampleRate(int fscod) {
    return SAMPLE_RATES[fscod];
  }
}
