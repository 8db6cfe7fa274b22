package dev.weir.container.fmp4;

/**
 * A sample as {@code moof} describes it, ISO/IEC 14496-12 §8.8.8. Immutable.
 *
 * @param payloadAt where its octets begin, counted like the place of the {@code moof}; may be
 *     anywhere
 * @param sizeBytes unsigned
 * @param durationTicks 0 or more
 */
record FragmentSample(
    long payloadAt,
    int sizeBytes,
    long dtsTicks,
    int compositionTicks,
    int durationTicks,
    boolean isSync) {
  /** Where the octets behind it begin. */
  long payloadEnd() {
    return payloadAt + Integer.toUnsignedLong(sizeBytes);
  }
}
