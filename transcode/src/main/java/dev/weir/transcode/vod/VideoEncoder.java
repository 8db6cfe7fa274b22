package dev.weir.transcode.vod;

import java.util.List;

/** What rungs are encoded with. */
public enum VideoEncoder {
  H264("avc1", 1.0, 22),
  HEVC("hvc1", 0.65, 25),
  AV1("av01", 0.5, 33);

  private final String sampleEntry;
  private final double share;
  private final int quality;

  VideoEncoder(String sampleEntry, double share, int quality) {
    this.sampleEntry = sampleEntry;
    this.share = share;
    this.quality = quality;
  }

  /** Whether every browser of today plays what it makes. */
  public boolean isForEveryBrowser() {
    return this != HEVC;
  }

  /** Of the bits that H.264 needs for the same picture. */
  double share() {
    return share;
  }

  /**
   * FFmpeg's words for one output. Keyframes come where they are forced and nowhere else: the
   * groups of pictures are closed, and a new scene begins with an intra picture at which nobody may
   * start. Quality is constant, within the most bits that the rung has: so that a chunk, which
   * knows nothing of the others, looks as they do.
   */
  List<String> words(Effort effort, int threads) {
    return switch (this) {
      case H264 ->
          List.of(
              "-c:v",
              "libx264",
              "-preset",
              effort.x264(),
              "-crf",
              Integer.toString(quality),
              "-profile:v",
              "high",
              "-forced-idr",
              "1",
              "-tag:v",
              sampleEntry,
              "-threads",
              Integer.toString(threads));
      case HEVC ->
          List.of(
              "-c:v",
              "libx265",
              "-preset",
              effort.x265(),
              "-crf",
              Integer.toString(quality),
              "-forced-idr",
              "1",
              "-tag:v",
              sampleEntry,
              "-x265-params",
              "log-level=error:open-gop=0" + x265Threads(threads));
      case AV1 ->
          List.of(
              "-c:v",
              "libsvtav1",
              "-preset",
              effort.svtAv1(),
              "-crf",
              Integer.toString(quality),
              "-tag:v",
              sampleEntry,
              "-svtav1-params",
              "lp=" + threads);
    };
  }

  private static String x265Threads(int threads) {
    return threads == 0 ? "" : ":pools=" + threads;
  }
}
