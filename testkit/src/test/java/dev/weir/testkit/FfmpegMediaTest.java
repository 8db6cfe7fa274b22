package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegMediaTest {
  @TempDir private Path folder;

  @Test
  void makesMediaThatProbesAndDecodes() {
    Path wav =
        FfmpegMedia.make(
            folder.resolve("tone.wav"),
            List.of("-f", "lavfi", "-i", "sine=440:r=8000", "-t", "0.1"));

    assertThat(
            FfmpegMedia.probe(
                wav, List.of("-show_entries", "stream=sample_rate", "-of", "csv=p=0")))
        .isEqualTo("8000\n");
    FfmpegMedia.decode(wav);
  }

  @Test
  void saysWhyItFails() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> FfmpegMedia.probe(folder.resolve("missing.mp4"), List.of()))
        .withMessageStartingWith("exit code 1: ")
        .withMessageContaining("missing.mp4: No such file or directory");
  }
}
