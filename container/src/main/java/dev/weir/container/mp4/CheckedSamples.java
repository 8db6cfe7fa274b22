package dev.weir.container.mp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;

import dev.weir.media.MediaFormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Samples that are there, at times that can be counted, and all together no longer than the file:
 * those that overlap could cost us far more than they cost their sender. Confined to its reader.
 */
final class CheckedSamples implements MediaSamples {
  private final MediaSamples samples;
  private final int timescale;
  private final long fileBytes;

  private long bytesLeft;
  private int count;
  private boolean isEnded;
  private boolean isCutOff;

  CheckedSamples(MediaSamples samples, int timescale, long fileBytes) {
    this.samples = samples;
    this.timescale = timescale;
    this.fileBytes = fileBytes;
    bytesLeft = fileBytes;
  }

  /** Up to the first whose octets are not in the file. */
  @Override
  public @Nullable Mp4Sample next() throws IOException, MediaFormatException {
    Mp4Sample sample = isEnded ? null : samples.next();
    if (sample == null || isMissing(sample)) {
      isEnded = true;
      return null;
    }
    TrackTimes.checked(sample.dtsTicks(), timescale, "sample");
    TrackTimes.checked(sample.ptsTicks(), timescale, "sample");
    bytesLeft -= sample.sizeBytes();
    if (bytesLeft < 0) {
      throw new MediaFormatException(LIMIT, "samples", "overlap");
    }
    if (count == SampleSizes.MOST_SAMPLES) {
      throw new MediaFormatException(LIMIT, "samples", "more than " + count);
    }
    count++;
    return sample;
  }

  private boolean isMissing(Mp4Sample sample) {
    isCutOff = sample.offset() < 0 || sample.offset() > fileBytes - sample.sizeBytes();
    return isCutOff;
  }

  /** Whether it ended early, since the file is shorter than it says. */
  boolean isCutOff() {
    return isCutOff;
  }
}
