package dev.weir.stream;

/**
 * What is measured of each track, once a second. Every value is a whole number in the unit of its
 * name. A step is the distance between the decoding times of two frames.
 */
public enum TrackMeasure {
  /** Payload that has arrived. */
  BITRATE_KBPS,
  /** Payload that came, by the time that it takes to play: bursts of a network do not show. */
  MEDIA_BITRATE_KBPS,
  FRAMES,
  /** In hundredths of a frame in a second, by the steps: bursts of a network do not show. */
  FRAME_RATE_CENTI,
  /** In hundredths of a frame in a second: what the usual step, their median, would make. */
  USUAL_RATE_CENTI,
  /** Frames whose step is neither usual nor a multiple of it. */
  IRREGULAR_FRAMES,
  /** Frames that are missing from steps that are multiples of the usual one. */
  SKIPPED_FRAMES,
  /** The longest distance of a keyframe of the second from the one before it. */
  LONGEST_KEYFRAME_INTERVAL_MILLIS,
  /** The shortest distance of a keyframe of the second from the one before it. */
  SHORTEST_KEYFRAME_INTERVAL_MILLIS,
  /** Keyframes of the second that are interlaced, where the codec says whether they are. */
  INTERLACED_KEYFRAMES,
  /** By how much compositions differ; more than 0 with B-frames. */
  REORDER_MILLIS,
  /** Jitter of arrival as RFC 3550 §6.4.1 smooths it. */
  JITTER_MICROS,
  /** Root mean square of all channels, in hundredths of a dB of full scale; see SoundLevel. */
  RMS_DBFS_CENTI,
  /** The largest sample, in hundredths of a dB of full scale; above 0 where it will be clipped. */
  PEAK_DBFS_CENTI,
  /** Samples beyond full scale, of a million. */
  CLIPPED_PPM
}
