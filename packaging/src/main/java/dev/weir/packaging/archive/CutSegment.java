package dev.weir.packaging.archive;

import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of one segment as they come, in decoding order. Confined to its writer.
 *
 * <p>Decoding times are made anew: the n-th sample is decoded when the n-th picture is shown. So a
 * segment begins at the same moment in decoding and in presentation time (CMAF's negative
 * composition offsets, ISO/IEC 23000-19 §7.5.17), however far the encoder looks ahead, and a chunk
 * that was encoded by itself joins on to its neighbours.
 */
final class CutSegment {
  /** Six seconds at 170 Mb/s: a film of more between two keyframes has to be encoded anew. */
  private static final long MOST_BYTES = 128L << 20;

  /** What a sample takes in memory beside its octets, about. */
  private static final int SAMPLE_BYTES = 100;

  private final long number;
  private final List<MediaSample> samples = new ArrayList<>();
  private long bytes;
  private long startTicks = Long.MAX_VALUE;
  private long endTicks = Long.MIN_VALUE;

  CutSegment(long number) {
    this.number = number;
  }

  /** Takes the next sample, as long as there is not too much to be kept in memory. */
  void add(MediaSample sample) throws MediaFormatException {
    bytes += SAMPLE_BYTES + sample.payloadBytes();
    if (bytes > MOST_BYTES) {
      throw new MediaFormatException(
          MediaFormatException.Kind.LIMIT,
          "segment " + number,
          "more than %d octets between two cuts".formatted(MOST_BYTES));
    }
    samples.add(sample);
    startTicks = Math.min(startTicks, sample.ptsTicks());
    endTicks = Math.max(endTicks, sample.ptsTicks() + Math.max(1, sample.durationTicks()));
  }

  long number() {
    return number;
  }

  MediaSample first() {
    return samples.getFirst();
  }

  int size() {
    return samples.size();
  }

  /** When the first picture is shown. */
  long startTicks() {
    return startTicks;
  }

  /** When the last picture goes, by its own duration. */
  long endTicks() {
    return endTicks;
  }

  /** All of them, with their new times. */
  List<MediaSample> placedUntil(long nextTicks) {
    long[] shown = samples.stream().mapToLong(MediaSample::ptsTicks).sorted().toArray();
    var placed = new ArrayList<MediaSample>(samples.size());
    for (int i = 0; i < shown.length; i++) {
      MediaSample sample = samples.get(i);
      long untilTicks = i + 1 < shown.length ? shown[i + 1] : Math.max(nextTicks, shown[i] + 1);
      placed.add(
          new MediaSample(
              sample.trackId(),
              shown[i],
              Math.toIntExact(sample.ptsTicks() - shown[i]),
              Math.toIntExact(untilTicks - shown[i]),
              sample.keyframe(),
              sample.units()));
    }
    return placed;
  }
}
