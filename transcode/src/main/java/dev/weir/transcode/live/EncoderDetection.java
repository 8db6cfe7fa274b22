package dev.weir.transcode.live;

import dev.weir.transcode.ChildEnvironment;
import dev.weir.transcode.FfmpegExecutable;
import dev.weir.transcode.TextTail;
import dev.weir.transcode.vod.Confinement;
import dev.weir.transcode.vod.Effort;
import dev.weir.transcode.vod.Size;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which encoders work here, by having some pictures encoded by each that is asked for,
 * once in the life of the process. Guarded by itself, while one is tried too.
 */
public final class EncoderDetection {
  private static final Logger LOG = LoggerFactory.getLogger(EncoderDetection.class);
  private static final LiveRung TRIAL = new LiveRung("trial", new Size(320, 180), 30, 500_000);
  private static final String PICTURES = "5";

  private final FfmpegExecutable executable;
  private final Confinement confinement;
  private final Duration limit;

  /** Why each that was tried does not work; empty where it does. */
  private final Map<RungEncoder, Optional<String>> faults = new EnumMap<>(RungEncoder.class);

  /**
   * @param limit how long one trial may take, such as ten seconds
   */
  public EncoderDetection(FfmpegExecutable executable, Confinement confinement, Duration limit) {
    this.executable = executable;
    this.confinement = confinement;
    this.limit = limit;
  }

  /** What is to be used: software where nothing else works. Blocks while encoders are tried. */
  public synchronized RungEncoder choose(EncoderChoice choice) throws InterruptedException {
    for (RungEncoder hardware : choice.hardware()) {
      if (faultOf(hardware).isEmpty()) {
        return hardware;
      }
    }
    return RungEncoder.SOFTWARE;
  }

  private Optional<String> faultOf(RungEncoder hardware) throws InterruptedException {
    Optional<String> known = faults.get(hardware);
    if (known != null) {
      return known;
    }
    Optional<String> fault = attempt(hardware);
    faults.put(hardware, fault);
    fault.ifPresentOrElse(
        why -> LOG.info("event=encoder-not-usable encoder=\"{}\" reason=\"{}\"", hardware, why),
        () -> LOG.info("event=encoder-usable encoder=\"{}\"", hardware));
    return fault;
  }

  private Optional<String> attempt(RungEncoder hardware) throws InterruptedException {
    try {
      Process process =
          ChildEnvironment.builder(confinement.confine(words(executable, hardware)))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        process.getOutputStream().close();
        return faultOf(process);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException failure) {
      return Optional.of("does not start: " + failure.getMessage());
    }
  }

  private Optional<String> faultOf(Process process) throws InterruptedException {
    var tail = new TextTail();
    Thread reader = Thread.ofVirtual().name("encoder-trial").start(() -> read(process, tail));
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      return Optional.of("encodes nothing within " + limit.toMillis() + " ms");
    }
    reader.join(limit);
    return process.exitValue() == 0 ? Optional.empty() : Optional.of(tail.toString());
  }

  private static void read(Process process, TextTail tail) {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        tail.add(line);
      }
    } catch (IOException gone) {
      tail.add(gone.toString());
    }
  }

  /** As a rung is encoded, of pictures that FFmpeg draws itself. */
  static List<String> words(FfmpegExecutable executable, RungEncoder encoder) {
    var filters = new ArrayList<>(List.of("testsrc2=s=320x180:r=30", "format=yuv420p"));
    filters.addAll(encoder.upload());
    var words = new ArrayList<>(List.of(executable.path().toString()));
    words.addAll(List.of("-hide_banner", "-nostdin", "-nostats", "-v", "error"));
    words.addAll(encoder.device());
    words.addAll(List.of("-filter_complex", String.join(",", filters) + "[v0]", "-map", "[v0]"));
    words.addAll(encoder.words(0, TRIAL, Effort.FAST, 1));
    words.addAll(List.of("-frames:v", PICTURES, "-f", "null", "-"));
    return List.copyOf(words);
  }
}
