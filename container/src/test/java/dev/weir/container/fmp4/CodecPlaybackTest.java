package dev.weir.container.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.codec.CodecConfig;
import dev.weir.media.codec.VideoConfig;
import dev.weir.testkit.FfmpegMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * FFmpeg makes fragmented MP4 of every codec, we read it and write CMAF, and FFmpeg decodes the
 * same pictures and sounds from both.
 */
class CodecPlaybackTest {
  private static final int SAMPLES_IN_FRAGMENT = 13;
  private static final String PICTURES = "-f lavfi -i testsrc2=s=322x182:r=25 -t 2 -g 25 ";
  private static final String SOUNDS = "-f lavfi -i sine=440:r=48000 -t 2 ";
  private static final String X265 = "-c:v libx265 -preset ultrafast -tag:v hvc1 -x265-params ";
  private static final String HDR = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc";
  private static final String HLG =
      "-vf setparams=color_primaries=bt2020:color_trc=arib-std-b67:colorspace=bt2020nc ";
  private static final String AOM = "-c:v libaom-av1 -cpu-used 8 -usage realtime";
  private static final String VPX = "-c:v libvpx-vp9 -deadline realtime -cpu-used 8";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        PICTURES + "-pix_fmt yuv420p " + X265 + "log-level=none | hvc1.1.6.L60.90 | hevc,Main,2",
        PICTURES
            + "-pix_fmt yuv420p10le "
            + X265
            + "log-level=none:"
            + HDR
            + " | hvc1.2.4.L60.90 | hevc,Main 10,2",
        PICTURES + "-pix_fmt yuv420p " + AOM + " | av01.0.00M.08 | av1,Main,0",
        PICTURES
            + "-pix_fmt yuv420p10le "
            + HLG
            + AOM
            + " | av01.0.00M.10.0.110.09.18.09.0 | av1,Main,0",
        PICTURES + "-pix_fmt yuv420p " + VPX + " | vp09.00.11.08 | vp9,Profile 0,0",
        PICTURES + "-pix_fmt yuv444p " + VPX + " | vp09.01.11.08.03.01.01.01.00 | vp9,Profile 1,0",
      })
  void showsTheSamePictures(String arguments, String codecString, String probed)
      throws IOException, MediaFormatException {
    Path source = make(arguments, "+frag_keyframe");

    Track track = assertSurvives(source);

    var config = (VideoConfig) track.config();
    assertThat(config.codecString()).isEqualTo(codecString);
    assertThat(config.pixelAspect().displayWidth(config.width())).isEqualTo(322);
    assertThat(config.height()).isEqualTo(182);
    assertThat(probe(folder.resolve("cmaf.mp4"), "codec_name,profile,has_b_frames,width,height"))
        .isEqualTo(probed.replaceFirst(",(\\d)$", ",322,182,$1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        SOUNDS + "-ac 2 -c:a libopus | Opus | opus,48000,2",
        SOUNDS + "-ac 6 -c:a libopus | Opus | opus,48000,6",
        SOUNDS + "-ac 2 -c:a libopus -frame_duration 60 | Opus | opus,48000,2",
        SOUNDS + "-ac 2 -c:a ac3 | ac-3 | ac3,48000,2",
        SOUNDS + "-ac 6 -c:a ac3 -ar 44100 | ac-3 | ac3,44100,6",
        SOUNDS + "-ac 6 -c:a eac3 | ec-3 | eac3,48000,6",
        SOUNDS + "-ac 2 -c:a flac | fLaC | flac,48000,2",
        SOUNDS + "-ac 2 -c:a flac -ar 96000 -sample_fmt s32 | fLaC | flac,96000,2",
        SOUNDS + "-ac 2 -c:a libmp3lame | mp4a.40.34 | mp3,48000,2",
        SOUNDS + "-ac 1 -c:a libmp3lame -ar 22050 | mp4a.40.34 | mp3,22050,1",
        SOUNDS + "-ac 2 -c:a aac | mp4a.40.2 | aac,48000,2",
      })
  void soundsTheSame(String arguments, String codecString, String probed)
      throws IOException, MediaFormatException {
    Path source = make(arguments, "+frag_every_frame");

    Track track = assertSurvives(source);

    assertThat(track.config().codecString()).isEqualTo(codecString);
    assertThat(probe(folder.resolve("cmaf.mp4"), "codec_name,sample_rate,channels"))
        .isEqualTo(probed);
  }

  private Path make(String arguments, String fragments) {
    var command = new ArrayList<>(List.of(arguments.split(" ")));
    command.addAll(List.of("-movflags", fragments + "+delay_moov+default_base_moof"));
    return FfmpegMedia.make(folder.resolve("source.mp4"), command);
  }

  /** Reads the file, writes it, reads that, and decodes both. */
  private Track assertSurvives(Path source) throws IOException, MediaFormatException {
    Bytes file = Bytes.wrap(Files.readAllBytes(source));
    FragmentedMp4Reader reader = FragmentedMp4Reader.open(file);
    Track track = reader.tracks().getFirst();
    List<MediaSample> samples = reader.read(file);

    Bytes written = write(track, samples);
    Path cmaf = Files.write(folder.resolve("cmaf.mp4"), written.toArray());

    FragmentedMp4Reader rereader = FragmentedMp4Reader.open(written);
    assertThat(rereader.tracks()).containsExactly(track);
    assertThat(rereader.read(written)).isEqualTo(samples);
    assertKeyframes(track.config(), samples);
    FfmpegMedia.decode(cmaf);
    assertThat(decoded(cmaf)).isEqualTo(decoded(source));
    return track;
  }

  private static Bytes write(Track track, List<MediaSample> samples) {
    var parts = new ArrayList<>(List.of(CmafWriter.header(track)));
    for (int from = 0; from < samples.size(); from += SAMPLES_IN_FRAGMENT) {
      int to = Math.min(samples.size(), from + SAMPLES_IN_FRAGMENT);
      List<MediaSample> run = samples.subList(from, to);
      parts.add(CmafWriter.fragment(parts.size(), track, run.getFirst().dtsTicks(), run));
    }
    return Bytes.concat(parts);
  }

  /** What FFmpeg marks as sync samples, and what our reading of the codec has as keyframes. */
  private static void assertKeyframes(CodecConfig config, List<MediaSample> samples)
      throws MediaFormatException {
    if (!(config instanceof VideoConfig video)) {
      return;
    }
    assertThat(samples).hasSize(50);
    assertThat(samples.stream().filter(MediaSample::keyframe)).hasSize(2);
    for (MediaSample sample : samples) {
      assertThat(video.isKeyframe(sample.units())).isEqualTo(sample.keyframe());
      assertThat(video.sampleUnits(sample.units())).isEqualTo(sample.units());
      if (sample.keyframe()) {
        assertThat(video.configuredBy(sample.units())).isSameAs(video);
      }
    }
  }

  /** A checksum of everything decoded; edit lists aside, of which we write none. */
  private String decoded(Path media) throws IOException {
    Path sum =
        FfmpegMedia.make(
            folder.resolve("sum"),
            List.of(
                "-ignore_editlist",
                "1",
                "-i",
                media.toString(),
                "-fps_mode",
                "passthrough",
                "-f",
                "md5"));
    return Files.readString(sum);
  }

  /** Without the empty field that follows where there is side data. */
  private static String probe(Path media, String entries) {
    return FfmpegMedia.probe(media, List.of("-show_entries", "stream=" + entries, "-of", "csv=p=0"))
        .replaceFirst(",?\n$", "");
  }
}
