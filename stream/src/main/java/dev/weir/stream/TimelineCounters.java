package dev.weir.stream;

/**
 * What a {@link Timeline} left out or had to mend, since the stream began. Immutable.
 *
 * @param lateSamples not after their predecessor on the same track
 * @param samplesBeforeKeyframe came before the keyframe with which their period starts
 * @param overflowSamples given up because too much was held back
 * @param samplesWithoutTrack came before the configuration of their track
 * @param straySamples of a jump that was taken back, of a publisher that left too early, or to be
 *     shown at no likely time
 * @param jumps breaks in the publisher's timestamps
 * @param anchorCorrections for drift of the encoder's clock
 */
public record TimelineCounters(
    long lateSamples,
    long samplesBeforeKeyframe,
    long overflowSamples,
    long samplesWithoutTrack,
    long straySamples,
    long jumps,
    long anchorCorrections) {

  /** Samples that reached no subscriber. */
  public long droppedSamples() {
    return lateSamples
        + samplesBeforeKeyframe
        + overflowSamples
        + samplesWithoutTrack
        + straySamples;
  }
}
