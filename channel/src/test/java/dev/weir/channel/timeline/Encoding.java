package dev.weir.channel.timeline;

/** FFmpeg's arguments for a test picture and a tone. */
final class Encoding {
  private Encoding() {}

  /**
   * @param filter of the picture, empty for none
   * @param gop options of the video encoder
   */
  static String arguments(String fps, String filter, String gop, int sampleRate, int seconds) {
    return "-f lavfi -i testsrc2=s=160x90:r=%s -f lavfi -i sine=440:r=%d -t %d %s"
            .formatted(fps, sampleRate, seconds, filter.isEmpty() ? "" : "-vf " + filter + " ")
            .strip()
        + " -fps_mode passthrough -c:v libx264 -preset veryfast -bf 0 -sc_threshold 0"
        + " -pix_fmt yuv420p %s -c:a aac -ac 2".formatted(gop);
  }
}
