package dev.weir.e2e;

import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Films of all kinds, of six seconds at 25 frames a second, each with a white flash and a beep at
 * the same moments, one near its beginning and one near its end.
 */
enum SignalClip {
  /** With an edit list for the delay of B-frames, and one for the priming of AAC. */
  MP4("mp4", "-c:v libx264 -bf 3 -c:a aac", "video", "120p", "audio-1"),
  FRAGMENTED(
      "mp4",
      "-c:v libx264 -bf 2 -c:a flac -movflags frag_keyframe+empty_moov+default_base_moof",
      "video",
      "120p",
      "audio-1",
      "audio-1-mono"),
  /** Groups of pictures that refer to the one before. */
  MOV_OPEN_GROUPS(
      "mov",
      "-c:v libx264 -bf 3 -x264-params open-gop=1:bframes=3 -c:a pcm_s16le",
      "120p",
      "audio-1-mono"),
  MP4_HEVC(
      "mp4",
      "-c:v libx265 -preset ultrafast -x265-params log-level=none -tag:v hvc1 -c:a eac3",
      "video",
      "120p",
      "audio-1",
      "audio-1-mono"),
  MP4_AV1(
      "mp4",
      "-c:v libaom-av1 -usage realtime -cpu-used 8 -c:a libopus",
      "video",
      "120p",
      "audio-1",
      "audio-1-mono"),
  /** Surround in two languages. */
  MKV(
      "mkv",
      "-map 0:v -map 1:a -map 1:a -metadata:s:a:0 language=deu -metadata:s:a:1 language=eng"
          + " -c:v libx264 -bf 2 -c:a ac3 -ac 6",
      "video",
      "120p",
      "audio-1",
      "audio-1-stereo",
      "audio-2",
      "audio-2-stereo"),
  WEBM(
      "webm",
      "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus",
      "video",
      "120p",
      "audio-1",
      "audio-1-mono"),
  WEBM_VP8(
      "webm",
      "-c:v libvpx -deadline realtime -cpu-used 8 -c:a vorbis -strict -2 -ac 2",
      "120p",
      "audio-1-stereo"),
  /** Begins at 1.4 s, or later. */
  TS("ts", "-c:v libx264 -bf 3 -c:a aac", "video", "120p", "audio-1"),
  TS_BROADCAST(
      "ts",
      "-c:v mpeg2video -flags +ildct+ilme -bf 2 -c:a mp2 -output_ts_offset 3600",
      "120p",
      "audio-1-mono"),
  FLV(
      "flv",
      "-c:v libx264 -bf 2 -c:a libmp3lame -ar 44100",
      "video",
      "120p",
      "audio-1",
      "audio-1-mono"),
  /** By the header alone. */
  TURNED(
      "mp4", "-c:v libx264 -c:a aac THEN -display_rotation 90 -i FILE -c copy", "120p", "audio-1"),
  /** Pixels are twice as wide as high, by the container alone. */
  WIDE_PIXELS(
      "mp4", "-c:v libx264 -c:a aac THEN -i FILE -c copy -aspect 32:9", "video", "120p", "audio-1"),
  /** An edit list hides half of the first group of pictures. */
  CUT("mp4", "-c:v libx264 -bf 2 -c:a aac THEN -ss 0.5 -i FILE -c copy", "120p", "audio-1"),
  VARIABLE_RATE(
      "mp4",
      "-vf select='not(eq(mod(n\\,7)\\,3))*not(eq(mod(n\\,5)\\,2))' -fps_mode vfr -c:v libx264 -bf"
          + " 2 -c:a aac",
      "video",
      "120p",
      "audio-1"),
  MUTE("mp4", "-map 0:v -c:v libx264 -bf 2", "video", "120p"),
  MP3("mp3", "-map 1:a -c:a libmp3lame", "audio-0", "audio-0-mono"),
  /** Its last part was never received. */
  TRUNCATED("mkv", "-c:v libx264 -c:a aac", "video", "120p", "audio-1");

  static final int FRAME_RATE = 25;

  private static final String PICTURE =
      "testsrc2=s=320x180:r=25:d=6,drawbox=color=white:t=fill:enable='between(t,0.99,1.19)"
          + "+between(t,4.99,5.19)'";
  private static final String SOUND =
      "aevalsrc='0.5*sin(2*PI*1000*t)*(between(t,1,1.2)+between(t,5,5.2))':s=48000:d=6";
  private static final String GROUPS = "-g 50 -keyint_min 50 -sc_threshold 0 -pix_fmt yuv420p";
  private static final double TRUNCATED_SHARE = 0.7;
  private static final String AGAIN = " THEN ";
  private static final String FILE = "FILE";

  private final String suffix;
  private final String encoding;
  private final String renditions;

  /**
   * @param encoding words for FFmpeg, and perhaps those of a second run over what the first has
   *     made
   */
  SignalClip(String suffix, String encoding, String... renditions) {
    this.suffix = suffix;
    this.encoding = encoding;
    this.renditions = String.join(" ", renditions);
  }

  private static List<String> words(String line) {
    return Arrays.stream(line.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** What Weir makes of it. */
  List<String> renditions() {
    return words(renditions);
  }

  boolean hasPicture() {
    return this != MP3;
  }

  /** Width to height, as it is to be seen. */
  double aspect() {
    return switch (this) {
      case TURNED -> 9 / 16.0;
      case WIDE_PIXELS -> 32 / 9.0;
      default -> 16 / 9.0;
    };
  }

  Path make(Path folder) throws IOException {
    String[] runs = encoding.split(AGAIN, 2);
    Path encoded = encode(folder.resolve(name() + "." + suffix), runs[0]);
    if (this == TRUNCATED) {
      byte[] whole = Files.readAllBytes(encoded);
      return Files.write(encoded, Arrays.copyOf(whole, (int) (whole.length * TRUNCATED_SHARE)));
    }
    return runs.length == 1
        ? encoded
        : FfmpegMedia.make(
            folder.resolve(name() + "-2." + suffix),
            words(runs[1].replace(FILE, encoded.toString())));
  }

  private static Path encode(Path target, String options) {
    var arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", PICTURE));
    arguments.addAll(List.of("-f", "lavfi", "-i", SOUND));
    Stream.of(GROUPS, options).map(SignalClip::words).forEach(arguments::addAll);
    return FfmpegMedia.make(target, arguments);
  }
}
