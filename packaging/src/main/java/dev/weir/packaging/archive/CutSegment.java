package dev.weir.packaging.archive;

import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import java.util.ArrayList;
import java.util.List;

/**
 * The samples of one segment as they come, in decoding order. Confined to its writer.
 *
 * <p>Decoding times are made anew ({@link DecodingTimes}), by what is in the segment alone: so a
 * chunk that was encoded by itself joins on to its neighbours.
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
    long[] dts =
        DecodingTimes.of(samples.stream().mapToLong(MediaSample::ptsTicks).toArray(), nextTicks);
    var placed = new ArrayList<MediaSample>(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      MediaSample sample = samples.get(i);
      placed.add(
          new MediaSample(
              sample.trackId(),
              dts[i],
              Math.toIntExact(sample.ptsTicks() - dts[i]),
              Math.toIntExact(dts[i + 1] - dts[i]),
              sample.keyframe(),
              sample.units()));
    }
    return placed;
  }
}
