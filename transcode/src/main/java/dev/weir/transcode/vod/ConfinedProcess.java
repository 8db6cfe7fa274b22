package dev.weir.transcode.vod;

import dev.weir.media.Clock;
import dev.weir.transcode.TextTail;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One run of a command in a folder, ended when it is silent for too long or when its thread is
 * interrupted. Two virtual threads read what it says. Confined to the thread that runs it.
 */
final class ConfinedProcess {
  private static final int CHECK_MILLIS = 200;
  private static final int MOST_LINE_OCTETS = 64 * 1024;
  private static final List<String> KEPT_ENVIRONMENT =
      List.of("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

  /** What is done with a line of output. */
  interface Lines {
    /** Whether it is a sign of life; is called by one thread. */
    boolean accept(String line);
  }

  private final List<String> command;
  private final Path folder;
  private final Clock clock;
  private final TextTail tail = new TextTail();
  private final AtomicLong lastLifeNanos = new AtomicLong();

  ConfinedProcess(List<String> command, Path folder, Clock clock) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Blocks until the command has ended.
   *
   * @param silence after so long without a sign of life it is killed
   * @throws TranscodeException if it was killed for that, or ends with a status other than 0
   * @throws InterruptedException if the thread is interrupted; the command is killed
   */
  void run(Lines lines, Duration silence)
      throws IOException, TranscodeException, InterruptedException {
    lastLifeNanos.set(clock.monotonicNanos());
    Process process = launch();
    try {
      process.getOutputStream().close();
      Thread errors = reader("errors", process.getErrorStream(), this::keep);
      Thread output = reader("output", process.getInputStream(), lines);
      await(process, silence);
      output.join();
      errors.join();
    } finally {
      kill(process);
    }
    if (process.exitValue() != 0) {
      throw failure(TranscodeException.Code.FAILED, "ended with status " + process.exitValue());
    }
  }

  private Process launch() throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(KEPT_ENVIRONMENT);
    environment.put("HOME", folder.toString());
    environment.put("TMPDIR", folder.toString());
    environment.put("AV_LOG_FORCE_NOCOLOR", "1");
    return builder.start();
  }

  private boolean keep(String line) {
    tail.add(line);
    return false;
  }

  private Thread reader(String name, InputStream stream, Lines lines) {
    return Thread.ofVirtual().name("ffmpeg-" + name).start(() -> read(stream, lines));
  }

  /** Lines that are longer than FFmpeg's own are cut. */
  private void read(InputStream stream, Lines lines) {
    try (var input = new BufferedInputStream(stream)) {
      var line = new ByteArrayOutputStream();
      for (int octet = input.read(); octet >= 0; octet = input.read()) {
        if (octet == '\n' || octet == '\r') {
          tell(line, lines);
        } else if (line.size() < MOST_LINE_OCTETS) {
          line.write(octet);
        }
      }
      tell(line, lines);
    } catch (IOException gone) {
      tail.add("its output broke off: " + gone.getMessage());
    }
  }

  private void tell(ByteArrayOutputStream line, Lines lines) {
    if (line.size() > 0 && lines.accept(line.toString(StandardCharsets.UTF_8))) {
      lastLifeNanos.set(clock.monotonicNanos());
    }
    line.reset();
  }

  private void await(Process process, Duration silence)
      throws TranscodeException, InterruptedException {
    while (!process.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (clock.monotonicNanos() - lastLifeNanos.get() > silence.toNanos()) {
        throw failure(
            TranscodeException.Code.STALLED,
            "made no progress for " + silence.toSeconds() + " s and was ended");
      }
    }
  }

  private TranscodeException failure(TranscodeException.Code code, String how) {
    return new TranscodeException(code, "FFmpeg " + how, log());
  }

  /** The last lines that it has said. */
  String log() {
    return tail.toString();
  }

  private static void kill(Process process) {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);
    process.onExit().join(); // so that nobody writes into a folder that is being deleted
  }
}
