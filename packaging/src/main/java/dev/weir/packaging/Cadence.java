package dev.weir.packaging;

import dev.weir.media.MediaTime;
import dev.weir.media.Track;
import dev.weir.media.codec.AudioConfig;
import dev.weir.media.codec.VideoConfig;

/**
 * How long the frames of a track are. Immutable.
 *
 * @param frameTicks 0 where nobody knows
 */
record Cadence(int timescale, double frameTicks) {
  /** What encoders of Opus send (RFC 6716 §2.1.4), the one codec that does not say it. */
  private static final int USUAL_FRAME_MILLIS = 20;

  /** As the configuration has it, and a guess for sound where it has not. */
  static Cadence of(Track track) {
    double ticks =
        switch (track.config()) {
          case VideoConfig _ -> 0;
          case AudioConfig audio when audio.frameSamples() == AudioConfig.VARIABLE_FRAME ->
              (double)
                  MediaTime.convert(
                      USUAL_FRAME_MILLIS, MediaTime.MILLIS_PER_SECOND, track.timescale());
          case AudioConfig audio ->
              (double) audio.frameSamples() * track.timescale() / audio.sampleRate();
        };
    return new Cadence(track.timescale(), ticks);
  }

  /**
   * As the configuration has it, or else as long as the longest frame that was seen.
   *
   * @param longestTicks 0 where none was
   */
  static Cadence of(Track track, int longestTicks) {
    boolean isVariable =
        track.config() instanceof AudioConfig audio
            && audio.frameSamples() == AudioConfig.VARIABLE_FRAME;
    return isVariable && longestTicks > 0
        ? new Cadence(track.timescale(), longestTicks)
        : of(track);
  }

  double frameMillis() {
    return frameTicks * MediaTime.MILLIS_PER_SECOND / timescale;
  }
}
