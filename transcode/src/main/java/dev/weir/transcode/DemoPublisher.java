package dev.weir.transcode;

import dev.weir.media.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Publishes the test channel {@code live/demo} over RTMP: slow colours, this machine's time with
 * milliseconds, the frame number, and a soft tone with a beep at each second. Everything in it is
 * made up on the spot. Thread-safe.
 */
public final class DemoPublisher implements AutoCloseable {
  private static final int FRAME_RATE = 30;
  private static final String COLOURS =
      "gradients=size=160x90:rate="
          + FRAME_RATE
          + ":type=linear:speed=0.006:seed=7:nb_colors=3:c0=0x0a1a33:c1=0x135a66:c2=0x4b2a66";
  private static final String TONE = "sine=frequency=220:beep_factor=4:sample_rate=48000";

  private final SupervisedProcess process;

  private DemoPublisher(SupervisedProcess process) {
    this.process = process;
  }

  /**
   * Publishes from now on, again and again where the server turns it away.
   *
   * @param folder where it may keep its font
   * @param rtmpPort of this machine
   * @param videoBitsPerSecond of the picture
   * @throws IOException if the font cannot be written
   */
  public static DemoPublisher start(
      FfmpegExecutable ffmpeg, Path folder, int rtmpPort, long videoBitsPerSecond, Clock clock)
      throws IOException {
    Files.createDirectories(folder);
    Path font = folder.resolve("digits.ttf");
    Files.write(font, SegmentFont.create().toArray());
    String target = "rtmp://127.0.0.1:" + rtmpPort + "/live/demo";
    var command = command(ffmpeg, font, videoBitsPerSecond, List.of("-f", "flv", target));
    return new DemoPublisher(SupervisedProcess.start("demo", command, clock));
  }

  /** FFmpeg's arguments, with what follows the encoders in {@code output}. */
  static List<String> command(
      FfmpegExecutable ffmpeg, Path font, long videoBitsPerSecond, List<String> output) {
    var command = new ArrayList<String>();
    command.addAll(List.of(ffmpeg.path().toString(), "-hide_banner", "-nostats", "-nostdin"));
    command.addAll(List.of("-loglevel", "warning"));
    command.addAll(List.of("-re", "-f", "lavfi", "-i", COLOURS, "-re", "-f", "lavfi", "-i", TONE));
    command.addAll(List.of("-vf", picture(font), "-af", "volume=0.4", "-ac", "2"));
    command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency"));
    command.addAll(List.of("-profile:v", "main", "-threads", "1"));
    String gop = Integer.toString(FRAME_RATE);
    command.addAll(List.of("-g", gop, "-keyint_min", gop, "-sc_threshold", "0"));
    String rate = Long.toString(videoBitsPerSecond);
    command.addAll(List.of("-b:v", rate, "-maxrate", rate, "-bufsize", rate));
    command.addAll(List.of("-c:a", "aac", "-b:a", "128k"));
    command.addAll(output);
    return command;
  }

  /** Time and frame number are drawn last, so that they are of the moment of encoding. */
  private static String picture(Path font) {
    return String.join(
        ",",
        "scale=1280:720:flags=bilinear",
        "format=yuv420p",
        text(font, 132, "white", "(h-text_h)/2-20", "%{localtime\\:%H\\\\\\:%M\\\\\\:%S.%3N}"),
        text(font, 48, "white@0.6", "h/2+110", "%{localtime\\:%Y-%m-%d}  %{eif\\:n\\:d\\:6}"),
        dot(font));
  }

  private static String text(Path font, int size, String colour, String y, String text) {
    return "drawtext=fontfile='%s':fontsize=%d:fontcolor=%s:x=(w-text_w)/2:y=%s:text='%s'"
        .formatted(font, size, colour, y, text);
  }

  /** A mark that crosses the picture once per second, to show that no frame is missing. */
  private static String dot(Path font) {
    return "drawtext=fontfile='%s':fontsize=120:fontcolor=white@0.8:x=w*mod(t\\,1):y=h-90:text='.'"
        .formatted(font);
  }

  /** How often FFmpeg was started. */
  public long starts() {
    return process.starts();
  }

  /** Ends FFmpeg; blocks for at most some seconds. */
  @Override
  public void close() {
    process.close();
  }
}
