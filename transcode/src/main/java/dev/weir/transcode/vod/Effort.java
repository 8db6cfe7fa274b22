package dev.weir.transcode.vod;

/** How much work is put into making the same picture of fewer bits. */
public enum Effort {
  FAST("veryfast", "superfast", "11"),
  BALANCED("faster", "veryfast", "9"),
  BEST("slow", "medium", "6");

  private final String x264;
  private final String x265;
  private final String svtAv1;

  Effort(String x264, String x265, String svtAv1) {
    this.x264 = x264;
    this.x265 = x265;
    this.svtAv1 = svtAv1;
  }

  public String x264() {
    return x264;
  }

  String x265() {
    return x265;
  }

  String svtAv1() {
    return svtAv1;
  }
}
