package dev.weir.transcode;

import dev.weir.media.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that is to run until it is stopped: one that ends is started again after a pause, which
 * doubles from 0.5 s to 30 s and begins anew once the process has run for a minute. The end of what
 * it says is logged when it ends by itself. One virtual thread watches it. Thread-safe; what runs
 * and how often it was started are guarded by itself, so that whoever has heard from the process
 * finds it counted.
 */
public final class SupervisedProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration STABLE_AFTER = Duration.ofMinutes(1);
  private static final Duration TERMINATE_LIMIT = Duration.ofSeconds(3);

  private final String name;
  private final List<String> command;
  private final Clock clock;
  private final Thread watcher;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final TextTail tail = new TextTail();

  private @Nullable Process current;
  private long starts;

  private SupervisedProcess(String name, List<String> command, Clock clock) {
    this.name = name;
    this.command = List.copyOf(command);
    this.clock = clock;
    this.watcher = Thread.ofVirtual().name("process-" + name).unstarted(this::watch);
  }

  /** Starts {@code command}, whose first word is the executable; {@code name} is for logs. */
  public static SupervisedProcess start(String name, List<String> command, Clock clock) {
    var supervised = new SupervisedProcess(name, command, clock);
    supervised.watcher.start();
    return supervised;
  }

  @SuppressWarnings("ReturnValueIgnored") // whether the pause was cut short shows in the condition
  private void watch() {
    Duration pause = FIRST_PAUSE;
    try {
      while (stop.getCount() > 0) {
        long beganNanos = clock.monotonicNanos();
        runOnce();
        if (clock.monotonicNanos() - beganNanos >= STABLE_AFTER.toNanos()) {
          pause = FIRST_PAUSE;
        }
        stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private void runOnce() throws InterruptedException {
    tail.clear();
    try {
      Process process = launch();
      if (process == null) {
        return;
      }
      process.getOutputStream().close();
      drain(process);
      int status = process.waitFor();
      if (stop.getCount() > 0) {
        LOG.warn("process={} ended status={} said=\"{}\"", name, status, tail);
      }
    } catch (IOException failure) {
      if (stop.getCount() > 0) {
        LOG.warn("process={} failed: {}", name, failure.getMessage());
      }
    }
  }

  /** Null once {@link #close} has begun: no process starts that nobody would end. */
  private synchronized @Nullable Process launch() throws IOException {
    if (stop.getCount() > 0) {
      current = new ProcessBuilder(command).redirectErrorStream(true).start();
      starts++;
      return current;
    }
    return null;
  }

  private void drain(Process process) throws IOException {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        tail.add(line);
      }
    }
  }

  /** How often it was started, the first time included. */
  public synchronized long starts() {
    return starts;
  }

  /** The last lines that the process said. */
  public String lastWords() {
    return tail.toString();
  }

  public synchronized boolean isRunning() {
    return current != null && current.isAlive();
  }

  /**
   * Asks the process and its children to end (SIGTERM), and after 3 seconds makes them. Blocks
   * until they have.
   */
  @Override
  public void close() {
    Process process = beginStop();
    try {
      if (process != null) {
        end(process);
      }
      if (!watcher.join(TERMINATE_LIMIT)) {
        LOG.warn("process={} left somebody behind who holds its output", name);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> family = family(process);
    family.forEach(ProcessHandle::destroy);
    var ends = family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(TERMINATE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException notYet) {
      Stream.concat(family.stream(), family(process).stream())
          .forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** With its children, which would keep its output open and {@link #watcher} waiting for it. */
  private static List<ProcessHandle> family(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  private synchronized @Nullable Process beginStop() {
    stop.countDown();
    return current;
  }
}
