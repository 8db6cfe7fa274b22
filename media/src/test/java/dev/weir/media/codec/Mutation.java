package dev.weir.media.codec;

import dev.weir.media.Bytes;
import java.util.Arrays;
import java.util.Random;

/** Octets with one to three bits turned, or cut off, or cut off and filled up with zeros. */
final class Mutation {
  private Mutation() {}

  static byte[] of(Bytes seed, Random random) {
    byte[] octets = seed.slice(0, 1 + random.nextInt(seed.length())).toArray();
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      octets[random.nextInt(octets.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return random.nextInt(4) == 0 ? octets : Arrays.copyOf(octets, seed.length());
  }
}
