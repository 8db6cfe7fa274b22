package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Makes the small pictures that players show above the seek bar, some on each sheet, of keyframes
 * alone: so a film is read once, an MP4 not even that, and hardly decoded. Not all decoders leave
 * out what is no keyframe when they are told to, so demuxers are told too. Thread-safe.
 */
public final class Sprites {
  private static final int SHORTER_SIDE = 90;
  private static final int COLUMNS = 10;
  private static final int ROWS = 10;
  private static final int MOST = 500;
  private static final List<Integer> INTERVALS_SECONDS = List.of(2, 5, 10, 20, 30, 60);

  private final ConfinedFfmpeg ffmpeg;

  public Sprites(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** So that there are not more than 500; for films of eight hours and more, one a minute. */
  static long intervalMicros(long durationMicros) {
    int seconds =
        INTERVALS_SECONDS.stream()
            .filter(interval -> TimeUnit.SECONDS.toMicros(interval) * MOST >= durationMicros)
            .findFirst()
            .orElse(INTERVALS_SECONDS.getLast());
    return TimeUnit.SECONDS.toMicros(seconds);
  }

  /**
   * Blocks until the film is read.
   *
   * @param video that {@code source} is of
   * @param listener is called twice a second by another thread
   * @return files in {@code folder}, as many as were made, with what is on them
   */
  public SpriteSheets make(
      FilmSource source,
      VideoFacts video,
      long durationMicros,
      JobFolder folder,
      Consumer<Progress> listener)
      throws IOException, TranscodeException, InterruptedException {
    long intervalMicros = intervalMicros(durationMicros);
    Size whole = video.picture().displaySize();
    Size size = whole.scaled(Math.min(1, (double) SHORTER_SIDE / whole.shorterSide()));
    var options = new ArrayList<>(List.of("-discard", "nokey", "-skip_frame", "nokey"));
    options.addAll(List.of("-an", "-sn"));
    if (source.originMicros() != 0) {
      options.addAll(List.of("-itsoffset", FilmSource.seconds(-source.originMicros())));
    }
    var words = new ArrayList<>(List.of("-copyts"));
    words.addAll(ConfinedFfmpeg.input(source.path(), options));
    long count = count(durationMicros, intervalMicros);
    words.add("-filter_complex");
    words.add(graph(source, video, size, intervalMicros, count));
    words.addAll(List.of("-map", "[decoded]", "-fps_mode", "passthrough", "-f", "null", "-"));
    words.addAll(List.of("-map", "[sheets]", "-fps_mode", "passthrough", "-q:v", "5"));
    words.addAll(List.of("-f", "image2"));
    words.add("file:" + folder.file("sprites-%d.jpg"));
    ffmpeg.run(folder, words, listener);
    return sheets(folder, size, durationMicros, intervalMicros);
  }

  /** At least one, since a film has a picture. */
  private static long count(long durationMicros, long intervalMicros) {
    return Math.max(1, Math.ceilDiv(durationMicros, intervalMicros));
  }

  /**
   * One picture each interval from 0 on, the keyframe that is nearest; the last ones stay. What is
   * decoded also goes into nothing, so that FFmpeg counts it: a sheet may take long to fill.
   */
  private static String graph(
      FilmSource source, VideoFacts video, Size size, long intervalMicros, long count) {
    var filters = new ArrayList<String>();
    filters.add("fps=fps=1/%s:start_time=0".formatted(FilmSource.seconds(intervalMicros)));
    filters.add("tpad=stop=%d:stop_mode=clone".formatted(count));
    filters.add("trim=end_frame=" + count);
    filters.addAll(PictureGraph.scaler(size, video.pixels().range()));
    filters.add(PictureGraph.JPEG);
    filters.add("tile=%dx%d".formatted(COLUMNS, ROWS));
    return "[%s]split[decoded][seen];[seen]%s[sheets]"
        .formatted(source.specifier(), String.join(",", filters));
  }

  private static SpriteSheets sheets(
      JobFolder folder, Size size, long durationMicros, long intervalMicros) {
    var files = new ArrayList<Path>();
    for (Path next = sheet(folder, 0); Files.exists(next); next = sheet(folder, files.size())) {
      files.add(next);
    }
    int perSheet = COLUMNS * ROWS;
    long count = Math.min(count(durationMicros, intervalMicros), (long) files.size() * perSheet);
    var sprites = new ArrayList<Sprite>();
    for (int i = 0; i < count; i++) {
      int place = i % perSheet;
      sprites.add(
          new Sprite(
              i * intervalMicros,
              Math.min((i + 1) * intervalMicros, Math.max(1, durationMicros)),
              i / perSheet,
              place % COLUMNS * size.width(),
              place / COLUMNS * size.height()));
    }
    return new SpriteSheets(files, size, sprites);
  }

  /** FFmpeg counts from 1. */
  private static Path sheet(JobFolder folder, int index) {
    return folder.file("sprites-" + (index + 1) + ".jpg");
  }
}
