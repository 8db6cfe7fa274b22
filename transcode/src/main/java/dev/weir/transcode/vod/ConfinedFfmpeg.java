package dev.weir.transcode.vod;

import dev.weir.media.Clock;
import dev.weir.transcode.FfmpegExecutable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * FFmpeg and ffprobe for files that somebody sent: one process for each call, in the folder of its
 * job, confined, allowed to open files only, and these only as one of the formats that films come
 * in. A call blocks; who interrupts its thread cancels it. Thread-safe.
 */
public final class ConfinedFfmpeg {
  /**
   * What demuxers may be opened, by their names. None of them opens another file, as playlists,
   * concat and image sequences do; those inside of files, such as subtitles in AVI, obey too.
   */
  private static final String FORMATS =
      "mov,matroska,mpegts,mpeg,mpegvideo,flv,avi,asf,ogg,mp3,aac,ac3,eac3,dts,truehd,flac,wav,w64,"
          + "aiff,caf,mxf,h264,hevc,obu,ivf,dv,amr,rm,srt,ass,webvtt";

  /** 16,384 × 8,192; larger pictures are attacks on memory. */
  private static final String MOST_PIXELS = "134217728";

  private final FfmpegExecutable executable;
  private final Confinement confinement;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param patience after so long without progress FFmpeg is ended
   */
  public ConfinedFfmpeg(
      FfmpegExecutable executable, Confinement confinement, Duration patience, Clock clock) {
    this.executable = executable;
    this.confinement = confinement;
    this.patience = patience;
    this.clock = clock;
  }

  /**
   * Runs FFmpeg.
   *
   * @param arguments inputs by {@link #input}, and outputs
   * @param listener is called by another thread, twice a second
   */
  void run(JobFolder folder, List<String> arguments, Consumer<Progress> listener)
      throws IOException, TranscodeException, InterruptedException {
    var words =
        new ArrayList<>(List.of(executable.path().toString(), "-hide_banner", "-nostdin", "-y"));
    words.addAll(List.of("-v", "warning", "-nostats", "-progress", "pipe:1"));
    words.addAll(arguments);
    process(folder, words).run(new ProgressReader(listener)::accept, patience);
  }

  /**
   * Runs ffprobe.
   *
   * @param lines takes what it prints; none of it is a sign of life, so all has to be done within
   *     the patience
   * @return what it complained of
   */
  String probe(JobFolder folder, List<String> arguments, Consumer<String> lines)
      throws IOException, TranscodeException, InterruptedException {
    var words = new ArrayList<>(List.of(executable.probe().toString(), "-hide_banner"));
    words.addAll(List.of("-v", "error"));
    words.addAll(arguments);
    ConfinedProcess process = process(folder, words);
    process.run(
        line -> {
          lines.accept(line);
          return false;
        },
        patience);
    return process.log();
  }

  private ConfinedProcess process(JobFolder folder, List<String> words) {
    return new ConfinedProcess(confinement.confine(words), folder.path(), clock);
  }

  /**
   * Words that open {@code source}.
   *
   * @param options of this input, such as where to begin
   */
  static List<String> input(Path source, List<String> options) {
    var words = new ArrayList<>(List.of("-protocol_whitelist", "file,pipe"));
    words.addAll(List.of("-format_whitelist", FORMATS, "-max_pixels", MOST_PIXELS));
    words.addAll(options);
    words.addAll(List.of("-i", "file:" + source.toAbsolutePath()));
    return words;
  }
}
