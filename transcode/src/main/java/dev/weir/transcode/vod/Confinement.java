package dev.weir.transcode.vod;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What stands before FFmpeg on a command line to hold it to limits. Each of the words replaces
 * itself by what follows, so the process that is started is FFmpeg in the end. Immutable.
 */
public record Confinement(List<String> words) {
  /** None, for systems that are not to be tried. */
  public static final Confinement NONE = new Confinement(List.of());

  private static final int TRY_SECONDS = 5;

  /** A film stays readable when a thousand tracks, fonts and threads are open. */
  private static final int MOST_OPEN_FILES = 4096;

  public Confinement {
    words = List.copyOf(words);
  }

  /**
   * All that this system has: least CPU and disk priority, a limit of address space, no core dumps,
   * and a network namespace of its own, in which there is no network. Tries each; blocks for some
   * milliseconds.
   *
   * @param addressSpaceBytes 0 for as much as FFmpeg likes
   */
  public static Confinement ofThisSystem(long addressSpaceBytes) {
    return NONE.andIfPossible(List.of("nice", "-n", "10"))
        .andIfPossible(List.of("ionice", "-c", "2", "-n", "7"))
        .withLimits(addressSpaceBytes);
  }

  /** As {@link #ofThisSystem}, but with the priority that we have: for what has to keep pace. */
  public static Confinement atFullPriority(long addressSpaceBytes) {
    return NONE.withLimits(addressSpaceBytes);
  }

  private Confinement withLimits(long addressSpaceBytes) {
    var limits = new ArrayList<>(List.of("prlimit", "--core=0", "--nofile=" + MOST_OPEN_FILES));
    if (addressSpaceBytes > 0) {
      limits.add("--as=" + addressSpaceBytes);
    }
    return andIfPossible(List.of("unshare", "--user", "--map-current-user", "--net"))
        .andIfPossible(limits);
  }

  private Confinement andIfPossible(List<String> more) {
    var longer = new ArrayList<>(words);
    longer.addAll(more);
    return runs(longer) ? new Confinement(longer) : this;
  }

  private static boolean runs(List<String> words) {
    var command = new ArrayList<>(words);
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(TRY_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@code command}, confined. */
  public List<String> confine(List<String> command) {
    var all = new ArrayList<>(words);
    all.addAll(command);
    return all;
  }
}
