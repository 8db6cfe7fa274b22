package dev.weir.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.SystemClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The child processes report through a named pipe, so that no test has to poll. */
@Timeout(20)
class SupervisedProcessTest {
  @TempDir private Path folder;
  private Path pipe;

  @BeforeEach
  void makePipe() throws Exception {
    pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
  }

  @Test
  void startsAProcessThatEndsAgain() throws Exception {
    try (var process = start("echo up > " + pipe)) {
      assertThat(Files.readString(pipe)).isEqualTo("up\n");
      assertThat(Files.readString(pipe)).isEqualTo("up\n");
      assertThat(process.starts()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void endsTheProcessWhenItCloses() throws Exception {
    var process = start("echo up > " + pipe + "; exec sleep 60");
    Files.readString(pipe);
    assertThat(process.isRunning()).isTrue();

    process.close();

    assertThat(process.isRunning()).isFalse();
    assertThat(process.starts()).isEqualTo(1);
  }

  @Test
  void killsAProcessThatIgnoresTheRequestToEnd() throws Exception {
    var process = start("trap '' TERM; echo up > " + pipe + "; while :; do sleep 60; done");
    Files.readString(pipe);

    process.close();

    assertThat(process.isRunning()).isFalse();
  }

  @Test
  void endsWhatTheProcessHasStartedItself() throws Exception {
    var process = start("sleep 60 & echo $! > " + pipe + "; wait");
    var child = ProcessHandle.of(Long.parseLong(Files.readString(pipe).strip())).orElseThrow();

    process.close();

    child.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void keepsTheLastLinesThatWereSaid() {
    var tail = new TextTail();

    for (int i = 1; i <= 25; i++) {
      tail.add("line " + i);
    }

    assertThat(tail.toString()).startsWith("line 6 | ").endsWith("line 25");
  }

  private static SupervisedProcess start(String script) {
    return SupervisedProcess.start("test", List.of("sh", "-c", script), new SystemClock());
  }
}
