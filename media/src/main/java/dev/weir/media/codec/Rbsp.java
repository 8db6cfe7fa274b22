package dev.weir.media.codec;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import java.util.Arrays;

/** The raw payload of a NAL unit without emulation prevention, ISO/IEC 14496-10 §7.3.1. */
final class Rbsp {
  private static final int EMULATION_PREVENTION = 3;

  private Rbsp() {}

  /**
   * A reader behind the header octet of {@code unit}, of whose octets at most a number are read.
   */
  static BitReader reader(Bytes unit, int mostOctets, String what) {
    Bytes payload = unit.slice(Math.min(1, unit.length()), Math.min(unit.length(), mostOctets));
    return new BitReader(withoutEmulationPrevention(payload), what);
  }

  static Bytes withoutEmulationPrevention(Bytes payload) {
    var plain = new byte[payload.length()];
    int length = 0;
    int zeros = 0;
    for (int i = 0; i < payload.length(); i++) {
      int octet = payload.at(i);
      if (zeros >= 2 && octet == EMULATION_PREVENTION) {
        zeros = 0;
        continue;
      }
      zeros = octet == 0 ? zeros + 1 : 0;
      plain[length++] = (byte) octet;
    }
    return Bytes.wrap(Arrays.copyOf(plain, length));
  }
}
