package dev.weir.media.codec;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;

/** Makes NAL units of raw payloads, ISO/IEC 14496-10 §7.3.1, for tests. */
final class EmulationPrevention {
  private EmulationPrevention() {}

  static Bytes unit(Bytes header, Bytes payload) {
    var out = new ByteWriter().bytes(header);
    int zeros = 0;
    for (int i = 0; i < payload.length(); i++) {
      if (zeros == 2 && payload.at(i) <= 3) {
        out.u8(3);
        zeros = 0;
      }
      zeros = payload.at(i) == 0 ? zeros + 1 : 0;
      out.u8(payload.at(i));
    }
    return out.toBytes();
  }
}
