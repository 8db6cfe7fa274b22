package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/** What the front of an Opus packet says, RFC 6716 §3. */
public final class OpusPacket {
  /** 120 ms, §3.4 requirement 5. */
  private static final int MOST_SAMPLES = 5760;

  private static final int MOST_FRAMES = 48;

  // config, table 2: below them SILK and hybrid
  private static final int FIRST_HYBRID = 12;
  private static final int FIRST_CELT = 16;

  private static final int MILLI = 48;

  private OpusPacket() {}

  /**
   * How long a packet is, in samples at 48 kHz: 120 to 5,760. Streams of several channels say it in
   * the first of their packets, which is at the front.
   */
  public static int samples(Bytes packet) throws MediaFormatException {
    ByteReader in = packet.reader("Opus packet");
    int toc = in.u8();
    int samples = frames(toc & 3, in) * frameSamples(toc >> 3);
    if (samples > MOST_SAMPLES) {
      throw new MediaFormatException(MALFORMED, "Opus packet", "%d ms".formatted(samples / MILLI));
    }
    return samples;
  }

  private static int frames(int code, ByteReader in) throws MediaFormatException {
    if (code < 3) {
      return code == 0 ? 1 : 2;
    }
    int frames = in.u8() & 0x3F;
    if (frames < 1 || frames > MOST_FRAMES) {
      throw new MediaFormatException(MALFORMED, "Opus packet", frames + " frames");
    }
    return frames;
  }

  private static int frameSamples(int config) {
    if (config >= FIRST_CELT) {
      return 5 * MILLI / 2 << (config & 3); // 2.5, 5, 10 or 20 ms
    }
    if (config >= FIRST_HYBRID) {
      return 10 * MILLI << (config & 1); // 10 or 20 ms
    }
    return (config & 3) == 3 ? 60 * MILLI : 10 * MILLI << (config & 3); // 10, 20, 40 or 60 ms
  }
}
