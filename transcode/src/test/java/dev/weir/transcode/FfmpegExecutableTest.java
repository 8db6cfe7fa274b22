package dev.weir.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class FfmpegExecutableTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void tellsItsVersion() throws Exception {
    var ffmpeg =
        FfmpegExecutable.check(script("echo 'ffmpeg version 8.0.1 Copyright (c) …'"), LIMIT);

    assertThat(ffmpeg.version()).isEqualTo("8.0.1");
  }

  @Test
  void saysWhichLibrariesAreMissing() throws Exception {
    Path script = script("echo 'error while loading shared libraries: libxcb.so.1'; exit 127");

    assertThatThrownBy(() -> FfmpegExecutable.check(script, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("apt-get install libxcb1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec sleep 60", "while :; do echo never done; done"})
  void doesNotWaitForWhatIsNoFfmpeg(String body) throws Exception {
    Path script = script(body);

    assertThatThrownBy(() -> FfmpegExecutable.check(script, Duration.ofMillis(100)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("does not answer within");
  }

  private Path script(String body) throws IOException {
    Path script = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\n" + body + "\n");
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }
}
