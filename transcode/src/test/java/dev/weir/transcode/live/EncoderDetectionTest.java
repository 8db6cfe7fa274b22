package dev.weir.transcode.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.Effort;
import dev.weir.transcode.vod.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EncoderDetectionTest {
  private static final LiveRung RUNG =
      new LiveRung("video-360p", new Size(640, 360), 30, 1_000_000);

  @TempDir private Path folder;

  /** A stand-in for FFmpeg that notes each run in a file, then does what {@code script} says. */
  private EncoderDetection detection(String script, Duration limit) throws IOException {
    Path tool = folder.resolve("tool");
    Files.writeString(tool, "#!/bin/sh\necho \"$@\" >> '" + folder + "/runs'\n" + script + "\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    return new EncoderDetection(new FfmpegExecutable(tool, "0"), Confinement.NONE, limit);
  }

  private List<String> runs() throws IOException {
    return Files.readAllLines(folder.resolve("runs"));
  }

  @Test
  void takesTheFirstHardwareThatWorks() throws Exception {
    var detection =
        detection("case \"$*\" in *h264_qsv*) exit 0;; *) exit 1;; esac", Duration.ofSeconds(10));

    assertThat(detection.choose(EncoderChoice.AUTO)).isEqualTo(RungEncoder.QSV);
    assertThat(runs()).hasSize(2);
  }

  @Test
  void takesSoftwareWhereNothingWorksAndTriesEachButOnce() throws Exception {
    var detection = detection("echo no device >&2; exit 1", Duration.ofSeconds(10));

    assertThat(detection.choose(EncoderChoice.AUTO)).isEqualTo(RungEncoder.SOFTWARE);
    assertThat(detection.choose(EncoderChoice.AUTO)).isEqualTo(RungEncoder.SOFTWARE);
    assertThat(detection.choose(EncoderChoice.VAAPI)).isEqualTo(RungEncoder.SOFTWARE);
    assertThat(runs()).hasSize(3);
  }

  @Test
  void givesUpATrialThatHangs() throws Exception {
    var detection = detection("exec sleep 60", Duration.ofMillis(300));

    assertThat(detection.choose(EncoderChoice.NVENC)).isEqualTo(RungEncoder.SOFTWARE);
  }

  @Test
  void triesNothingForSoftware() throws Exception {
    var detection = detection("exit 0", Duration.ofSeconds(10));

    assertThat(detection.choose(EncoderChoice.SOFTWARE)).isEqualTo(RungEncoder.SOFTWARE);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  /** Whatever this machine has: an answer, and no exception. */
  @Test
  void asksTheRealFfmpeg() throws Exception {
    var detection =
        new EncoderDetection(
            FfmpegExecutable.find(Optional.empty()),
            Confinement.atFullPriority(0),
            Duration.ofSeconds(10));

    assertThat(detection.choose(EncoderChoice.AUTO)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void allMakeKeyframesWhereTheSourceHasThemAndNoBFrames(RungEncoder encoder) {
    assertThat(encoder.words(2, RUNG, Effort.FAST, 2))
        .containsSubsequence("-bf:v:2", "0")
        .containsSubsequence("-force_key_frames:v:2", "source")
        .containsSubsequence("-maxrate:v:2", "1000000")
        .containsSubsequence("-profile:v:2", "high");
  }

  @Test
  void hardwareHoldsNothingBack() {
    assertThat(RungEncoder.NVENC.words(0, RUNG, Effort.FAST, 2))
        .containsSubsequence("-c:v:0", "h264_nvenc")
        .containsSubsequence("-tune:v:0", "ull")
        .containsSubsequence("-delay:v:0", "0")
        .containsSubsequence("-zerolatency:v:0", "1")
        .containsSubsequence("-forced-idr:v:0", "1");
    assertThat(RungEncoder.QSV.words(0, RUNG, Effort.FAST, 2))
        .containsSubsequence("-c:v:0", "h264_qsv")
        .containsSubsequence("-async_depth:v:0", "1")
        .containsSubsequence("-look_ahead:v:0", "0")
        .containsSubsequence("-forced_idr:v:0", "1");
    assertThat(RungEncoder.VAAPI.words(0, RUNG, Effort.FAST, 2))
        .containsSubsequence("-c:v:0", "h264_vaapi")
        .containsSubsequence("-rc_mode:v:0", "VBR")
        .containsSubsequence("-async_depth:v:0", "1");
  }

  @Test
  void softwareUsesSlicesWhereOneCoreIsTooSlowAlone() {
    var large = new LiveRung("video-1440p", new Size(2560, 1440), 60, 10_000_000);

    assertThat(RungEncoder.SOFTWARE.words(0, RUNG, Effort.FAST, 16))
        .contains("fps=30:open-gop=0:sliced-threads=0:threads=1");
    assertThat(RungEncoder.SOFTWARE.words(0, large, Effort.FAST, 16))
        .contains("fps=60:open-gop=0:sliced-threads=1:threads=4");
    assertThat(RungEncoder.SOFTWARE.words(0, large, Effort.FAST, 2))
        .contains("fps=60:open-gop=0:sliced-threads=0:threads=1");
  }
}
