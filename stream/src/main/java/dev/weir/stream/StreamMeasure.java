package dev.weir.stream;

/**
 * What is measured of a whole stream, once a second. Every value is a whole number in the unit of
 * its name.
 */
public enum StreamMeasure {
  /** Payload of all tracks that has arrived. */
  BITRATE_KBPS,
  /** The longest time for which nothing has arrived. */
  LONGEST_GAP_MILLIS,
  /** How far video is ahead of audio as they arrive, by decoding times, on average. */
  SKEW_MILLIS,
  /**
   * The smallest delay of the second, arrival minus decoding time, against the first sample of the
   * same run of timestamps: it rises where the encoder's clock is slow or the network falls behind.
   */
  DELAY_MICROS,
  /** Samples that we left out, but for those before the first keyframe. */
  DROPPED_SAMPLES,
  /** Breaks in the publisher's timestamps. */
  JUMPS,
  /** For how long the publisher was made to wait, because it was ahead of real time. */
  HELD_BACK_MILLIS
}
