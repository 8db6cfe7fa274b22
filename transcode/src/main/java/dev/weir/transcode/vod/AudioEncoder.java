package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Encodes the sound of a film as AAC, the whole of it at once: an encoder of sound carries its
 * state over every border, so chunks of it would click. Thread-safe.
 */
public final class AudioEncoder {
  private static final int SAMPLE_RATE = 48_000;

  /** Less than what an ear takes for late, and more than timestamps are rounded by. */
  private static final String SHORTEST_HOLE_SECONDS = "0.02";

  /** Sums of channels may be louder than full scale: those moments are turned down, not all. */
  private static final String LIMITER = "alimiter=limit=0.97:level=disabled:latency=1";

  private final ConfinedFfmpeg ffmpeg;

  public AudioEncoder(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Blocks until it is made.
   *
   * <p>The sound begins with the film, at 0, and has no holes: where the source has none there is
   * silence. The encoder needs one frame to begin, which stands before it: the edit list says so
   * (ISO/IEC 14496-12 §8.6.6, {@code media_time} 1024). With the edit list applied the first sample
   * has a pts of −1024 and all are where they belong. Whoever packages it has to apply the edit
   * list, and may keep the first sample before 0, or leave it out, which costs the first 21 ms some
   * of their loudness; the others must not be moved.
   *
   * @param listener is called twice a second by another thread
   * @return an MP4 in {@code folder}
   */
  public Path encode(
      FilmSource source, AudioRung rung, JobFolder folder, Consumer<Progress> listener)
      throws IOException, TranscodeException, InterruptedException {
    Path file = folder.file(rung.name() + ".mp4");
    var words = new ArrayList<String>(List.of("-copyts"));
    var options = new ArrayList<String>(List.of("-vn"));
    if (source.originMicros() != 0) {
      options.addAll(List.of("-itsoffset", FilmSource.seconds(-source.originMicros())));
    }
    words.addAll(ConfinedFfmpeg.input(source.path(), options));
    words.addAll(List.of("-map", source.specifier(), "-af", filters(rung)));
    words.addAll(List.of("-c:a", "aac", "-b:a", Long.toString(rung.bitrateBps())));
    words.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-f", "mp4"));
    words.add("file:" + file);
    ffmpeg.run(folder, words, listener);
    return file;
  }

  /**
   * Centre and rear channels go into left and right with −3 dB, the subwoofer into none (Rec. ITU-R
   * BS.775-4 table 2), which is what FFmpeg's resampler does, in floating point and so unlimited.
   */
  private static String filters(AudioRung rung) {
    String resampler =
        "aresample=osr=%d:ochl=%s:osf=fltp:async=1:min_hard_comp=%s:first_pts=0"
            .formatted(SAMPLE_RATE, rung.layout(), SHORTEST_HOLE_SECONDS);
    return resampler + "," + LIMITER;
  }
}
