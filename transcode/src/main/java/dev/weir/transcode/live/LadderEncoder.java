package dev.weir.transcode.live;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.container.fmp4.CmafWriter;
import dev.weir.container.fmp4.FragmentedMp4Reader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.media.MediaSample;
import dev.weir.media.Track;
import dev.weir.media.TrackKind;
import dev.weir.transcode.ChildEnvironment;
import dev.weir.transcode.TextTail;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the FFmpeg that makes all rungs of a stream: decoded once, every picture of the source
 * in every rung at the source's moment, keyframes where the source has them. Fed and read by pipes;
 * ends with its server, since its input does. Three virtual threads: one reads pictures, one reads
 * complaints, one watches. Thread-safe, but for {@link #write} and {@link #finish}, which one
 * thread calls.
 *
 * <p>The same rungs of the same source make the same configuration in each run, so that a run may
 * follow another within a period.
 */
public final class LadderEncoder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LadderEncoder.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);
  private static final int CHECK_MILLIS = 200;
  private static final int READ_BYTES = 64 * 1024;

  private final LadderTools tools;
  private final FragmentedMp4Reader source;
  private final RungSink sink;
  private final LadderProgress progress;
  private final Process process;
  private final OutputStream input;
  private final RungReader reader;
  private final TextTail tail = new TextTail();

  private final CompletableFuture<Optional<String>> reason = new CompletableFuture<>();
  private volatile boolean isFinished;

  private long fragments;
  private final Thread output;
  private final Thread errors;
  private final Thread watcher;

  private LadderEncoder(
      LadderTools tools, FragmentedMp4Reader source, List<LiveRung> rungs, RungSink sink)
      throws IOException {
    this.tools = tools;
    this.source = source;
    this.sink = sink;
    Track track = source.tracks().getFirst();
    int cores = Runtime.getRuntime().availableProcessors();
    List<String> words = LadderWords.of(tools, track, rungs, cores);
    progress = new LadderProgress(tools.clock(), track.timescale(), rungs.size());
    process = ChildEnvironment.builder(tools.confinement().confine(words)).start();
    input = process.getOutputStream();
    reader =
        new RungReader(
            new BufferedInputStream(process.getInputStream(), READ_BYTES),
            rungs.size(),
            track.timescale(),
            sink,
            progress);
    output = Thread.ofVirtual().name("ladder-output").unstarted(this::readOutput);
    errors = Thread.ofVirtual().name("ladder-errors").unstarted(this::readErrors);
    watcher = Thread.ofVirtual().name("ladder-watch").unstarted(this::watch);
  }

  /**
   * Starts FFmpeg. What the sink is told may come before this returns.
   *
   * @param sourceHeader the CMAF header of one track of video
   * @param rungs at least one, each of another name
   * @throws MediaFormatException if the header cannot be read
   * @throws IOException if FFmpeg does not start; the sink is told nothing then
   */
  public static LadderEncoder start(
      LadderTools tools, Bytes sourceHeader, List<LiveRung> rungs, RungSink sink)
      throws IOException, MediaFormatException {
    FragmentedMp4Reader source = FragmentedMp4Reader.open(sourceHeader);
    if (rungs.isEmpty() || source.tracks().size() != 1) {
      throw new IllegalArgumentException(
          "%d rungs of %d tracks".formatted(rungs.size(), source.tracks().size()));
    }
    if (source.tracks().getFirst().kind() != TrackKind.VIDEO) {
      throw new IllegalArgumentException("rungs of sound");
    }
    var encoder = new LadderEncoder(tools, source, rungs, sink);
    encoder.output.start();
    encoder.errors.start();
    encoder.watcher.start();
    encoder.give(sourceHeader);
    return encoder;
  }

  private void give(Bytes header) {
    try {
      header.writeTo(input);
      input.flush();
    } catch (IOException gone) {
      tail.add("input: " + gone.getMessage()); // the watcher tells why
    }
  }

  /**
   * Gives it one part of the source, the first of which begins with a keyframe. Blocks while FFmpeg
   * does not keep pace; another thread's {@link #close} ends that.
   *
   * @param fragments {@code moof} and {@code mdat}, in one piece or in several
   * @throws IOException if the run has ended, of which the sink is told the reason, or if these are
   *     no fragments, which ends it
   */
  public void write(List<Bytes> fragments) throws IOException {
    List<MediaSample> pictures = pictures(fragments);
    progress.in(pictures);
    if (!pictures.isEmpty()) {
      ahead(pictures).writeTo(input);
      input.flush();
    }
  }

  /**
   * The same pictures, decoded a second earlier and shown at the same moments.
   *
   * <p>Interop: FFmpeg's reader shows pictures later by the most negative composition offset that
   * it has met, and ours are signed: so it is given none that are negative.
   */
  private Bytes ahead(List<MediaSample> pictures) {
    Track track = source.tracks().getFirst();
    int lead = track.timescale();
    List<MediaSample> early =
        pictures.stream()
            .map(picture ->
                new MediaSample(
                    picture.trackId(),
                    picture.dtsTicks() - lead,
                    picture.compositionTicks() + lead,
                    picture.durationTicks(),
                    picture.keyframe(),
                    picture.units()))
            .toList();
    return CmafWriter.fragment(++fragments, track, early.getFirst().dtsTicks(), early);
  }

  private List<MediaSample> pictures(List<Bytes> fragments) throws IOException {
    try {
      List<MediaSample> pictures =
          source.read(fragments.size() == 1 ? fragments.getFirst() : Bytes.concat(fragments));
      if (pictures.isEmpty()) {
        throw new MediaFormatException(MALFORMED, "moof", "no pictures");
      }
      return pictures;
    } catch (MediaFormatException malformed) {
      fail("a part of the source cannot be read: " + malformed.getMessage());
      throw new IOException("No fragments: " + malformed.getMessage(), malformed);
    }
  }

  /** Ends the input: what is in FFmpeg still comes out, then the run ends. Does not wait for it. */
  public void finish() {
    isFinished = true;
    try {
      input.close();
    } catch (IOException gone) {
      LOG.debug("event=ladder-input-gone reason=\"{}\"", gone.getMessage());
    }
  }

  /**
   * Waits until the sink has been told of the end.
   *
   * @return whether it was within {@code limit}
   */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return watcher.join(limit);
  }

  /** May be called at any time, also after the end. */
  public LadderStats stats() {
    return progress.stats();
  }

  /** For tests, which kill it. */
  Process process() {
    return process;
  }

  /** The last lines that FFmpeg said. */
  public String lastWords() {
    return tail.toString();
  }

  /**
   * Asks FFmpeg to end, and after 3 s kills it and its children. Blocks until it is gone and the
   * sink was told, so the sink itself must not call it; what has not come out yet is lost.
   */
  @Override
  public void close() {
    end(Optional.empty());
    process.destroy();
    try {
      if (!process.waitFor(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
      if (!watcher.join(CLOSE_LIMIT)) {
        LOG.warn("event=ladder-left-behind said=\"{}\"", tail);
      }
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  private void kill() {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .toList()
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** The first reason is the one that counts. */
  private void end(Optional<String> why) {
    reason.complete(why);
  }

  private void readOutput() {
    try {
      reader.readAll();
    } catch (MediaFormatException malformed) {
      fail("what FFmpeg makes cannot be read: " + malformed.getMessage());
    } catch (IOException gone) {
      tail.add("output: " + gone.getMessage());
    } catch (RuntimeException fault) {
      LOG.error("event=ladder-sink-failed", fault);
      fail("what FFmpeg makes was not taken: " + fault);
    }
  }

  private void fail(String why) {
    end(Optional.of(why));
    kill();
  }

  private void readErrors() {
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        tail.add(line);
      }
    } catch (IOException gone) {
      tail.add("errors: " + gone.getMessage());
    }
  }

  private void watch() {
    try {
      while (!process.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (progress.silenceNanos() > tools.patience().toNanos()) {
          fail("FFmpeg made nothing for %d s".formatted(tools.patience().toSeconds()));
        }
      }
      output.join();
      errors.join();
      tellEnd();
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellEnd() {
    int status = process.exitValue();
    end(
        isFinished && status == 0
            ? Optional.empty()
            : Optional.of("FFmpeg ended with status " + status));
    Optional<String> failure = reason.join().map(this::withLastWords);
    try {
      sink.onEnd(failure);
    } catch (RuntimeException fault) {
      LOG.error("event=ladder-sink-failed", fault);
    }
  }

  private String withLastWords(String why) {
    String said = tail.toString();
    return said.isEmpty() ? why : why + ": " + said;
  }
}
