package dev.weir.container.fmp4;

import dev.weir.media.Bytes;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import java.util.List;

/**
 * Tracks and samples as CMAF, ISO/IEC 23000-19: one header, then fragments that are appended to it.
 * The bytes are a function of the arguments alone. Thread-safe: it keeps nothing.
 */
public final class CmafWriter {
  private CmafWriter() {}

  /** {@code ftyp} and {@code moov}. */
  public static Bytes header(Track track) {
    return new CmafHeaderWriter(track).write();
  }

  /**
   * {@code moof} and {@code mdat} with all of {@code samples}, whose payload is copied once.
   *
   * @param sequenceNumber counts the fragments of a track file, 32 bits of it are written
   * @param baseDecodeTicks decoding time of the first sample, 0 or more; where it differs from the
   *     sample's own dts, the samples have been moved as one
   * @param samples at least one, all with a known duration, decoded in this order and without gaps
   */
  public static Bytes fragment(
      long sequenceNumber, Track track, long baseDecodeTicks, List<MediaSample> samples) {
    if (samples.isEmpty() || baseDecodeTicks < 0) {
      throw new IllegalArgumentException(
          "fragment of %d samples at %d".formatted(samples.size(), baseDecodeTicks));
    }
    return new FragmentWriter(track, samples).write(sequenceNumber, baseDecodeTicks);
  }

  /** How many octets of a fragment's payload belong to these samples of it. */
  public static long payloadBytes(Track track, List<MediaSample> samples) {
    return samples.stream().mapToLong(sample -> FragmentWriter.size(track, sample)).sum();
  }
}
