package dev.weir.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.lang.management.ManagementFactory;

/**
 * What every parser owes to hostile input: it throws nothing but {@link MediaFormatException}, and
 * allocates no more than a multiple of what it was given. Thread-safe: it keeps nothing.
 */
public final class ParserOracle {
  /** What is allocated for each octet of input, at most. */
  private static final long ALLOCATED_PER_OCTET = 64;

  /** What an exception with its text costs in any case. */
  private static final long ALLOCATED_ANYWAY = 64 << 10;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ParserOracle() {}

  /** A parser under test; it may look at its result and throw an {@link AssertionError}. */
  @FunctionalInterface
  public interface Parser {
    void parse(Bytes input) throws MediaFormatException;
  }

  /**
   * Whether the parser took {@code input}. An allocation that is too large is measured a second
   * time, since the first call may have loaded classes.
   */
  public static boolean accepts(Parser parser, Bytes input) {
    long boundOctets = ALLOCATED_PER_OCTET * input.length() + ALLOCATED_ANYWAY;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean isAccepted = parses(parser, input);
    if (THREADS.getCurrentThreadAllocatedBytes() - before > boundOctets) {
      before = THREADS.getCurrentThreadAllocatedBytes();
      parses(parser, input);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
          .as("octets allocated for %d octets of input", input.length())
          .isLessThanOrEqualTo(boundOctets);
    }
    return isAccepted;
  }

  private static boolean parses(Parser parser, Bytes input) {
    try {
      parser.parse(input);
      return true;
    } catch (MediaFormatException _) {
      return false;
    }
  }
}
