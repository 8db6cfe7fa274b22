package dev.weir.transcode.vod;

/**
 * One audio track of a file. Immutable.
 *
 * @param channels at least 1
 * @param sampleRate in hertz
 */
public record AudioFacts(SourceTrack track, int channels, int sampleRate) {
  private static final int STEREO = 2;

  AudioFacts madeAnew(String why) {
    return new AudioFacts(track.madeAnew(why), channels, sampleRate);
  }

  public boolean isSurround() {
    return channels > STEREO;
  }
}
