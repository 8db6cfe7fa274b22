package dev.weir.transcode;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Makes the film with which an empty library shows what it can do. */
public final class DemoFilm {
  private static final int SECONDS = 40;
  private static final int FRAME_RATE = 24;
  private static final List<String> CHAPTERS = List.of("Spring", "Summer", "Autumn", "Winter");

  private static final String COLOURS =
      "gradients=size=640x360:rate="
          + FRAME_RATE
          + ":duration="
          + SECONDS
          + ":type=radial:speed=0.02:seed=11:nb_colors=4"
          + ":c0=0x0a1a33:c1=0x2a7f62:c2=0xd98e3f:c3=0x7b3f61";
  private static final String CHORD =
      "aevalsrc=exprs='0.1*(sin(2*PI*196*t)+sin(2*PI*246.9*t)+sin(2*PI*293.7*t))*(0.6+0.4*sin(PI*t/4))"
          + "|0.1*(sin(2*PI*196.5*t)+sin(2*PI*247.3*t)+sin(2*PI*294*t))*(0.6+0.4*cos(PI*t/4))'"
          + ":s=48000:d="
          + SECONDS;

  private DemoFilm() {}

  /**
   * Makes it; blocks for some seconds.
   *
   * @param folder where it may keep what it needs
   * @param target an MP4, which is there whole or not at all
   */
  public static void make(FfmpegExecutable ffmpeg, Path folder, Path target)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path font = folder.resolve("digits.ttf");
    Files.write(font, SegmentFont.create().toArray());
    Path chapters = Files.writeString(folder.resolve("chapters.txt"), chapters());
    Path made = folder.resolve("film.mp4");
    run(command(ffmpeg, font, chapters, made), folder.resolve("film.log"));
    Files.move(made, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private static List<String> command(
      FfmpegExecutable ffmpeg, Path font, Path chapters, Path made) {
    var command = new ArrayList<String>();
    command.addAll(List.of(ffmpeg.path().toString(), "-hide_banner", "-nostats", "-nostdin"));
    command.addAll(List.of("-loglevel", "warning", "-y"));
    command.addAll(List.of("-f", "lavfi", "-i", COLOURS, "-f", "lavfi", "-i", CHORD));
    command.addAll(List.of("-f", "ffmetadata", "-i", chapters.toString(), "-map_chapters", "2"));
    command.addAll(List.of("-map", "0:v", "-map", "1:a", "-vf", picture(font)));
    command.addAll(List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "23"));
    command.addAll(List.of("-threads", "1", "-g", Integer.toString(2 * FRAME_RATE)));
    command.addAll(List.of("-c:a", "aac", "-b:a", "128k", "-metadata:s:a:0", "language=en"));
    command.add(made.toString());
    return command;
  }

  /** The moment of the film, large. */
  private static String picture(Path font) {
    return "scale=1280:720:flags=bilinear,format=yuv420p,drawtext=fontfile='%s':fontsize=160"
            .formatted(font)
        + ":fontcolor=white:x=(w-text_w)/2:y=(h-text_h)/2:text='%{pts\\:hms}'";
  }

  private static String chapters() {
    var text = new StringBuilder(";FFMETADATA1\n");
    int length = SECONDS / CHAPTERS.size();
    for (int i = 0; i < CHAPTERS.size(); i++) {
      text.append(
          "[CHAPTER]\nTIMEBASE=1/1\nSTART=%d\nEND=%d\ntitle=%s\n"
              .formatted(i * length, (i + 1) * length, CHAPTERS.get(i)));
    }
    return text.toString();
  }

  private static void run(List<String> command, Path log) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()))
            .start();
    try {
      int status = process.waitFor();
      if (status != 0) {
        throw new IOException(
            "the demo film was not made: " + Files.readString(log, StandardCharsets.UTF_8));
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
