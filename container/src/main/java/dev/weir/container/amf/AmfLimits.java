package dev.weir.container.amf;

/**
 * What one AMF message may cost its reader. Immutable.
 *
 * @param maxDepth how many objects or arrays may enclose a value
 * @param maxNodes how many values a message may hold, those behind references counted each time
 * @param maxBytes how long the message may be
 */
public record AmfLimits(int maxDepth, int maxNodes, int maxBytes) {
  public static final AmfLimits DEFAULTS = new AmfLimits(16, 4096, 64 * 1024);

  /** Beyond it the reader's own recursion would be at risk. */
  private static final int DEEPEST = 256;

  public AmfLimits {
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("maxDepth must be 1 to " + DEEPEST + ", is " + maxDepth);
    }
    if (maxNodes < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("maxNodes and maxBytes must be positive");
    }
  }
}
