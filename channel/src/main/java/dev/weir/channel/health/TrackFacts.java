package dev.weir.channel.health;

import dev.weir.media.Track;
import dev.weir.media.codec.AacConfig;
import dev.weir.media.codec.AvcConfig;

/**
 * What a track's configuration says that the {@link Doctor} wants to know. Immutable.
 *
 * @param width in pixels; 0 where it is not said
 * @param height likewise
 * @param sampleRate as heard; 0 where it is not said
 * @param channels likewise
 * @param isAvc it is H.264
 * @param isBaseline it is H.264 of the Baseline profile
 */
record TrackFacts(
    int width, int height, int sampleRate, int channels, boolean isAvc, boolean isBaseline) {
  private static final int BASELINE = 66;

  static TrackFacts of(Track track) {
    if (track.config() instanceof AvcConfig avc) {
      boolean isBaseline = avc.sps().profileIdc() == BASELINE;
      return new TrackFacts(avc.sps().width(), avc.sps().height(), 0, 0, true, isBaseline);
    }
    if (track.config() instanceof AacConfig aac) {
      return new TrackFacts(0, 0, aac.heardSampleRate(), aac.channels(), false, false);
    }
    return new TrackFacts(0, 0, 0, 0, false, false);
  }
}
