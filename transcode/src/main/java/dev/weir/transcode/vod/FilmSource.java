package dev.weir.transcode.vod;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One track of a file that is to be decoded. Immutable.
 *
 * @param path of the file, which FFmpeg can seek in
 * @param track FFmpeg's number of it in this file
 * @param originMicros which timestamp of this file is the beginning of the film; mostly 0 for MP4
 * @param leadSpreadMicros of the track's keyframes: how much longer before it is shown one is
 *     decoded than another; from the index of the whole track, or else what {@link FrameSpacing}
 *     has seen of it. FFmpeg looks for keyframes of an MP4 by their decoding time and takes this
 *     for constant, so too little loses frames; 0 for sound
 */
public record FilmSource(Path path, int track, long originMicros, long leadSpreadMicros) {
  private static final double MICROS_PER_SECOND = 1e6;

  /** A moment of the film as FFmpeg takes it: seconds with six digits. */
  static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.6f", micros / MICROS_PER_SECOND);
  }

  /** FFmpeg's number of the track as the input of a graph. */
  String specifier() {
    return "0:" + track;
  }
}
