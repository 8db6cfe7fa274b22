package dev.weir.e2e;

import dev.weir.testkit.FfmpegMedia;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is published: H.264 and AAC, made by FFmpeg. Immutable.
 *
 * @param gopFrames from keyframe to keyframe
 * @param bFrames in a row
 */
record Footage(int frameRate, int gopFrames, int bFrames, List<Kind> tracks) {
  private static final String TONE = "sine=frequency=440:sample_rate=48000";

  /** What it consists of. */
  enum Kind {
    VIDEO,
    AUDIO
  }

  /** Easy to encode, with a keyframe each second. */
  static final Footage PLAIN = new Footage(25, 25, 0, List.of(Kind.VIDEO, Kind.AUDIO));

  Footage {
    tracks = List.copyOf(tracks);
  }

  Footage only(Kind kind) {
    return new Footage(frameRate, gopFrames, bFrames, List.of(kind));
  }

  /** Makes a file of so many seconds. */
  Path make(Path target, int seconds) {
    var arguments = inputs("");
    arguments.addAll(encoders());
    arguments.addAll(List.of("-t", String.valueOf(seconds)));
    return FfmpegMedia.make(target, arguments);
  }

  /** For FFmpeg: encode without end, as fast as time goes by. */
  List<String> liveArguments() {
    var arguments = inputs("-re");
    arguments.addAll(encoders());
    return arguments;
  }

  private List<String> inputs(String pace) {
    var arguments = new ArrayList<String>();
    for (Kind kind : tracks) {
      if (!pace.isEmpty()) {
        arguments.add(pace);
      }
      String source = kind == Kind.VIDEO ? "testsrc2=size=320x180:rate=" + frameRate : TONE;
      arguments.addAll(List.of("-f", "lavfi", "-i", source));
    }
    return arguments;
  }

  private List<String> encoders() {
    var arguments = new ArrayList<String>();
    if (tracks.contains(Kind.VIDEO)) {
      arguments.addAll(
          List.of(
              "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-b:v", "400k"));
      arguments.addAll(List.of("-g", String.valueOf(gopFrames), "-sc_threshold", "0"));
      arguments.addAll(List.of("-bf", String.valueOf(bFrames)));
    }
    if (tracks.contains(Kind.AUDIO)) {
      arguments.addAll(List.of("-c:a", "aac", "-b:a", "96k"));
    }
    return arguments;
  }
}
