package dev.weir.transcode.vod;

/**
 * How far an FFmpeg is. Immutable.
 *
 * @param frames that were made; 0 for sound
 * @param outMicros the latest moment that was written, on the timeline of the film
 * @param outBytes that were written
 * @param speed in multiples of real time; 0 where FFmpeg does not say
 */
public record Progress(long frames, long outMicros, long outBytes, double speed) {
  static final Progress NONE = new Progress(0, 0, 0, 0);

  /** Whether anything was done between {@code earlier} and this. */
  boolean isBeyond(Progress earlier) {
    return frames != earlier.frames
        || outMicros != earlier.outMicros
        || outBytes != earlier.outBytes;
  }
}
