package dev.weir.container.mp4;

import dev.weir.media.MediaFormatException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the samples of one track on the film's timeline, in decoding order: those that its
 * edit list shows, and before them those that decoding must begin with. Samples whose octets are
 * not there any more end it. Reads no payload; one or two allocations for each sample. Confined to
 * its caller.
 */
public final class Mp4Samples {
  /** Decoders of sound need to have heard so much before, Opus the most (RFC 7845 §4.6). */
  private static final int PRE_ROLL_MILLIS = 80;

  private final TrackMedia track;
  private final CheckedSamples media;
  private final long leastComposition;

  private boolean isEnded;

  private Mp4Samples(TrackMedia track, long fileBytes) {
    this.track = track;
    media = new CheckedSamples(track.open(), track.timescale(), fileBytes);
    leastComposition = track.leastComposition();
  }

  static Mp4Samples open(TrackMedia track, long fileBytes)
      throws IOException, MediaFormatException {
    int needless = new Mp4Samples(track, fileBytes).firstNeeded();
    var samples = new Mp4Samples(track, fileBytes);
    samples.skip(needless);
    return samples;
  }

  /**
   * The next sample, or empty where there is none; then there is none on a further call either.
   *
   * @throws IOException from the file
   */
  public Optional<Mp4Sample> next() throws IOException, MediaFormatException {
    Mp4Sample sample = read();
    if (sample == null) {
      return Optional.empty();
    }
    Edit edit = track.edit();
    return Optional.of(sample.moved(edit.shiftTicks(), edit.shows(sample)));
  }

  /** Whether it ended early, since the file is shorter than it says. */
  public boolean isCutOff() {
    return media.isCutOff();
  }

  private @Nullable Mp4Sample read() throws IOException, MediaFormatException {
    Mp4Sample sample = isEnded ? null : media.next();
    if (sample == null || isBehindEnd(sample)) {
      isEnded = true;
      return null;
    }
    return sample;
  }

  /** No sample behind it in decoding order is shown. */
  private boolean isBehindEnd(Mp4Sample sample) {
    long end = track.edit().endTicks();
    return end != Long.MAX_VALUE && sample.dtsTicks() + leastComposition >= end;
  }

  /** How many samples are neither shown nor needed to decode the first that is; uses this up. */
  private int firstNeeded() throws IOException, MediaFormatException {
    Edit edit = track.edit();
    if (edit.startTicks() == 0) {
      return 0;
    }
    long neededTicks = edit.startTicks() - preRollTicks();
    int needed = 0;
    for (int index = 0; ; index++) {
      Mp4Sample sample = read();
      if (sample == null) {
        return index;
      }
      if (sample.sync() && sample.ptsTicks() <= neededTicks) {
        needed = index;
      }
      if (edit.shows(sample)) {
        return needed;
      }
    }
  }

  private long preRollTicks() {
    return track.isSound() ? (long) PRE_ROLL_MILLIS * track.timescale() / 1000 : 0;
  }

  private void skip(int count) throws IOException, MediaFormatException {
    for (int i = 0; i < count; i++) {
      read();
    }
  }
}
