package dev.weir.container.fmp4;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * Hands out the octets of samples, all together no more than there are: a file whose samples
 * overlap could otherwise cost us far more than it cost its sender. Confined to one call.
 */
final class FragmentPayload {
  private final Bytes fragments;
  private long octetsLeft;

  FragmentPayload(Bytes fragments) {
    this.fragments = fragments;
    octetsLeft = fragments.length();
  }

  /** {@code sizeBytes} octets, as the unsigned number that it was, from offset {@code at}. */
  Bytes take(long at, int sizeBytes) throws MediaFormatException {
    if (sizeBytes < 1 || at < 0 || at + sizeBytes > fragments.length()) {
      throw new MediaFormatException(
          MALFORMED,
          "trun",
          "sample of %d octets at %d of %d"
              .formatted(Integer.toUnsignedLong(sizeBytes), at, fragments.length()));
    }
    if (sizeBytes > octetsLeft) {
      throw new MediaFormatException(LIMIT, "trun", "samples overlap");
    }
    octetsLeft -= sizeBytes;
    return fragments.slice((int) at, (int) at + sizeBytes);
  }
}
