package dev.weir.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.media.SystemClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The child processes report through a named pipe, so that no test has to poll. It is open for
 * writing here too, and so has no end: else two processes that write while nobody reads would be
 * read as one.
 */
@Timeout(120)
class SupervisedProcessTest {
  @TempDir private Path folder;
  private Path pipe;
  private InputStream reports;

  @BeforeEach
  void makePipe() throws Exception {
    pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    var channel = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE);
    reports = Channels.newInputStream(channel);
  }

  @AfterEach
  void closePipe() throws IOException {
    reports.close();
  }

  @Test
  void startsAProcessThatEndsAgain() throws Exception {
    try (var process = start("echo up > " + pipe)) {
      assertThat(report()).isEqualTo("up");
      assertThat(report()).isEqualTo("up");
      assertThat(process.starts()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void endsTheProcessWhenItCloses() throws Exception {
    var process = start("echo up > " + pipe + "; exec sleep 60");
    assertThat(report()).isEqualTo("up");
    assertThat(process.isRunning()).isTrue();

    process.close();

    assertThat(process.isRunning()).isFalse();
    assertThat(process.starts()).isEqualTo(1);
  }

  @Test
  void killsAProcessThatIgnoresTheRequestToEnd() throws Exception {
    var process = start("trap '' TERM; echo up > " + pipe + "; while :; do sleep 60; done");
    assertThat(report()).isEqualTo("up");

    process.close();

    assertThat(process.isRunning()).isFalse();
  }

  @Test
  void endsWhatTheProcessHasStartedItself() throws Exception {
    var process = start("sleep 60 & echo $! > " + pipe + "; wait");
    var child = ProcessHandle.of(Long.parseLong(report())).orElseThrow();

    process.close();

    child.onExit().get(60, TimeUnit.SECONDS);
  }

  @Test
  void keepsTheLastLinesThatWereSaid() {
    var tail = new TextTail();

    for (int i = 1; i <= 25; i++) {
      tail.add("line " + i);
    }

    assertThat(tail.toString()).startsWith("line 6 | ").endsWith("line 25");
  }

  /** The next line; blocks until there is one. */
  private String report() throws IOException {
    var line = new StringBuilder();
    for (int octet = reports.read(); octet != '\n'; octet = reports.read()) {
      line.append((char) octet);
    }
    return line.toString();
  }

  private static SupervisedProcess start(String script) {
    return SupervisedProcess.start("test", List.of("sh", "-c", script), new SystemClock());
  }
}
