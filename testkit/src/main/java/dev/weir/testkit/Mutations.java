package dev.weir.testkit;

import dev.weir.media.Bytes;
import java.util.Arrays;
import java.util.Random;

/**
 * Hostile variants of a good input, the same ones for the same seed: flipped bits, extreme octets,
 * cuts, and stretches that are repeated or left out. Confined to one test.
 */
public final class Mutations {
  private static final int MOST_CHANGES = 4;
  private static final int[] EXTREMES = {0x00, 0x01, 0x7F, 0x80, 0xFF};

  private final byte[] original;
  private final Random random;

  public Mutations(Bytes original, long seed) {
    if (original.isEmpty()) {
      throw new IllegalArgumentException("nothing to mutate");
    }
    this.original = original.toArray();
    random = new Random(seed);
  }

  /** The next variant; it may be empty. */
  public Bytes next() {
    byte[] octets = original.clone();
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && octets.length > 0; i++) {
      octets = changed(octets);
    }
    return Bytes.wrap(octets);
  }

  private byte[] changed(byte[] octets) {
    int at = random.nextInt(octets.length);
    return switch (random.nextInt(8)) {
      case 0 -> Arrays.copyOf(octets, at);
      case 1 -> joined(octets, at, Math.min(octets.length, at + random.nextInt(64)));
      case 2 -> joined(octets, at, Math.max(0, at - random.nextInt(64)));
      case 3, 4 -> {
        octets[at] = (byte) EXTREMES[random.nextInt(EXTREMES.length)];
        yield octets;
      }
      default -> {
        octets[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        yield octets;
      }
    };
  }

  /** All up to {@code to}, then all from {@code from} on: a hole, or a stretch twice. */
  private static byte[] joined(byte[] octets, int to, int from) {
    byte[] result = Arrays.copyOf(octets, to + octets.length - from);
    System.arraycopy(octets, from, result, to, octets.length - from);
    return result;
  }
}
