package dev.weir.transcode.live;

import dev.weir.transcode.vod.Effort;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes H.264 of the pictures of a rung: each picture comes out before the next goes in, there
 * are no B-frames, and keyframes are where they are forced and nowhere else. The words of those in
 * hardware follow FFmpeg's documentation; they have been run on no hardware yet.
 */
public enum RungEncoder {
  /** libx264. */
  SOFTWARE("software"),
  NVENC("NVENC"),
  QSV("Quick Sync"),
  VAAPI("VA-API");

  /** More pictures than any stream has between two keyframes. */
  private static final String NO_KEYFRAME_WITHIN = "1000000";

  /** Beyond the pictures of 1080p one core may be too slow. */
  private static final long ONE_CORE_PIXELS = 1920 * 1088;

  private static final int MOST_SLICES = 4;

  private final String title;

  RungEncoder(String title) {
    this.title = title;
  }

  /** Words for all of FFmpeg, which open the hardware. */
  List<String> device() {
    return switch (this) {
      case SOFTWARE, NVENC -> List.of();
      case QSV -> List.of("-init_hw_device", "qsv=hw", "-filter_hw_device", "hw");
      case VAAPI -> List.of("-init_hw_device", "vaapi=hw", "-filter_hw_device", "hw");
    };
  }

  /** Filters that bring a picture of {@code yuv420p} to where it is encoded. */
  List<String> upload() {
    return switch (this) {
      case SOFTWARE, NVENC -> List.of();
      case QSV -> List.of("format=nv12", "hwupload=extra_hw_frames=16");
      case VAAPI -> List.of("format=nv12", "hwupload");
    };
  }

  /** Words for output stream {@code number}, which are the same for the same rung. */
  List<String> words(int number, LiveRung rung, Effort effort, int cores) {
    var words = new ArrayList<String>();
    add(words, "-c", number, codec());
    add(words, "-profile", number, "high");
    add(words, "-bf", number, "0");
    add(words, "-g", number, NO_KEYFRAME_WITHIN);
    add(words, "-force_key_frames", number, "source");
    add(words, "-maxrate", number, Long.toString(rung.mostBps()));
    add(words, "-bufsize", number, Long.toString(rung.mostBps()));
    ownWords(words, number, rung, effort, cores);
    return List.copyOf(words);
  }

  private static void add(List<String> words, String option, int number, String value) {
    words.add(option + ":v:" + number);
    words.add(value);
  }

  private String codec() {
    return switch (this) {
      case SOFTWARE -> "libx264";
      case NVENC -> "h264_nvenc";
      case QSV -> "h264_qsv";
      case VAAPI -> "h264_vaapi";
    };
  }

  private void ownWords(List<String> words, int number, LiveRung rung, Effort effort, int cores) {
    switch (this) {
      case SOFTWARE -> softwareWords(words, number, rung, effort, cores);
      case NVENC -> {
        add(words, "-preset", number, "p4");
        add(words, "-tune", number, "ull");
        add(words, "-rc", number, "vbr");
        add(words, "-b", number, Long.toString(usualBps(rung)));
        add(words, "-delay", number, "0");
        add(words, "-zerolatency", number, "1");
        add(words, "-no-scenecut", number, "1");
        add(words, "-forced-idr", number, "1");
      }
      case QSV -> {
        add(words, "-preset", number, "veryfast");
        add(words, "-b", number, Long.toString(usualBps(rung)));
        add(words, "-async_depth", number, "1");
        add(words, "-look_ahead", number, "0");
        add(words, "-forced_idr", number, "1");
      }
      case VAAPI -> {
        add(words, "-rc_mode", number, "VBR");
        add(words, "-b", number, Long.toString(usualBps(rung)));
        add(words, "-async_depth", number, "1");
      }
    }
  }

  /** Hardware is told an average. */
  private static long usualBps(LiveRung rung) {
    return rung.mostBps() * 4 / 5;
  }

  /**
   * One thread for each rung: more of them either hold pictures back, one each, or cut every
   * picture into slices, which cost bits. What a decoder is told does not depend on when the source
   * was looked at, since the rate of pictures is given.
   */
  private static void softwareWords(
      List<String> words, int number, LiveRung rung, Effort effort, int cores) {
    boolean isLarge = rung.size().pixels() > ONE_CORE_PIXELS && cores > 2;
    int threads = isLarge ? Math.min(MOST_SLICES, cores / 2) : 1;
    add(words, "-preset", number, effort.x264());
    add(words, "-tune", number, "zerolatency");
    add(words, "-crf", number, "23");
    add(words, "-sc_threshold", number, "0");
    add(words, "-forced-idr", number, "1");
    add(
        words,
        "-x264-params",
        number,
        "fps=%d:open-gop=0:sliced-threads=%d:threads=%d"
            .formatted(rung.mostPicturesPerSecond(), threads > 1 ? 1 : 0, threads));
  }

  @Override
  public String toString() {
    return title;
  }
}
