package dev.weir.transcode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPublisherTest {
  @TempDir private Path folder;

  @Test
  void makesAPictureWithoutAnyFileFromOutside() throws Exception {
    FfmpegExecutable ffmpeg = FfmpegExecutable.find(Optional.empty());
    Path font = Files.write(folder.resolve("digits.ttf"), SegmentFont.create().toArray());
    Path picture = folder.resolve("demo.flv");
    var output = List.of("-t", "0.2", "-f", "flv", picture.toString());

    Process process =
        new ProcessBuilder(DemoPublisher.command(ffmpeg, font, 2_000_000, output))
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(Files.size(picture)).isGreaterThan(1000);
  }

  @Test
  void namesAConfiguredExecutableThatIsNotThere() {
    assertThatThrownBy(() -> FfmpegExecutable.find(Optional.of(folder.resolve("ffmpeg"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(folder.toString());
  }

  @Test
  void namesThePackagesOfMissingLibraries() {
    assertThat(FfmpegExecutable.explain("error while loading shared libraries: libxcb.so.1"))
        .contains("apt-get install libxcb1 libxcb-shm0 libasound2 libpulse0");
    assertThat(FfmpegExecutable.versionIn("ffmpeg version 8.0.1 Copyright")).isEqualTo("8.0.1");
  }
}
