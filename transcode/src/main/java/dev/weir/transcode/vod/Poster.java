package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the picture by which people know a film: one from its first tenth that is not black, and of
 * which there is something to see. Thread-safe.
 */
public final class Poster {
  /** Where to look, in hundredths of the film, the best place first. */
  private static final List<Integer> PLACES = List.of(10, 15, 20, 30, 50, 5, 0);

  private static final int SHORTER_SIDE = 720;
  private static final int SMALL = 32;

  /** Of 0 to 255, between black (16) and dark. */
  private static final int DARK = 32;

  /** How much a picture varies at least on which there is something. */
  private static final int FLAT = 8;

  private final ConfinedFfmpeg ffmpeg;

  public Poster(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /**
   * Blocks for a second or so.
   *
   * @param video that {@code source} is of
   * @return a JPEG in {@code folder}; where the whole film is dark, the last one that was tried
   * @throws TranscodeException if no picture can be decoded
   */
  public Path make(FilmSource source, VideoFacts video, long durationMicros, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    Path poster = folder.file("poster.jpg");
    Path small = folder.file("poster.gray");
    for (int place : PLACES) {
      take(source, video, durationMicros / 100 * place, folder);
      if (Files.exists(small) && isWorthSeeing(Files.readAllBytes(small))) {
        return poster;
      }
    }
    if (!Files.exists(poster)) {
      throw new TranscodeException(
          TranscodeException.Code.FAILED, "No picture of the film can be decoded.", "");
    }
    return poster;
  }

  /** The picture at the keyframe before {@code micros}, and a small grey one to judge it by. */
  private void take(FilmSource source, VideoFacts video, long micros, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    Files.deleteIfExists(folder.file("poster.gray"));
    var options = new ArrayList<>(List.of("-noaccurate_seek", "-seek_timestamp", "1"));
    options.addAll(List.of("-ss", FilmSource.seconds(micros + source.originMicros())));
    var words = new ArrayList<>(List.of("-copyts"));
    words.addAll(ConfinedFfmpeg.input(source.path(), options));
    words.addAll(List.of("-filter_complex", graph(source, video)));
    words.addAll(List.of("-map", "[poster]", "-frames:v", "1", "-fps_mode", "passthrough"));
    words.addAll(List.of("-q:v", "3", "-f", "mjpeg"));
    words.add("file:" + folder.file("poster.jpg"));
    words.addAll(List.of("-map", "[gray]", "-frames:v", "1", "-fps_mode", "passthrough"));
    words.addAll(List.of("-f", "rawvideo"));
    words.add("file:" + folder.file("poster.gray"));
    ffmpeg.run(folder, words, progress -> {});
  }

  private static String graph(FilmSource source, VideoFacts video) {
    Size whole = video.picture().displaySize();
    Size size = whole.scaled(Math.min(1, (double) SHORTER_SIDE / whole.shorterSide()));
    String shown = String.join(",", PictureGraph.scaler(size, video.pixels().range()));
    String gray = "scale=w=%d:h=%d:flags=area,format=gray".formatted(SMALL, SMALL);
    return "[%s]%s,split[poster][small];[small]%s[gray]".formatted(source.specifier(), shown, gray);
  }

  private static boolean isWorthSeeing(byte[] luma) {
    double mean = mean(luma);
    double variance = 0;
    for (byte pixel : luma) {
      variance += Math.pow((pixel & 0xFF) - mean, 2) / luma.length;
    }
    return luma.length > 0 && mean > DARK && Math.sqrt(variance) > FLAT;
  }

  private static double mean(byte[] luma) {
    long sum = 0;
    for (byte pixel : luma) {
      sum += pixel & 0xFF;
    }
    return luma.length == 0 ? 0 : (double) sum / luma.length;
  }
}
