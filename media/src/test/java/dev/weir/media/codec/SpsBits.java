package dev.weir.media.codec;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import java.util.function.Consumer;

/** Writes sequence parameter sets field by field, for tests. 160x96 unless told otherwise. */
final class SpsBits {
  private final int profileIdc;
  private int chromaFormatIdc = 1;
  private int lumaBits = 8;
  private int chromaBits = 8;
  private int widthMacroblocks = 10;
  private int heightMapUnits = 6;
  private boolean isInterlaced;
  private int adaptive;
  private Consumer<BitWriter> scaling = bits -> bits.put(0, 1);
  private Consumer<BitWriter> orderCount = bits -> bits.ue(2);
  private Consumer<BitWriter> cropping = bits -> bits.put(0, 1);
  private Consumer<BitWriter> vui = bits -> bits.put(0, 1);

  SpsBits(int profileIdc) {
    this.profileIdc = profileIdc;
  }

  SpsBits chroma(int idc) {
    chromaFormatIdc = idc;
    return this;
  }

  SpsBits depth(int luma, int chroma) {
    lumaBits = luma;
    chromaBits = chroma;
    return this;
  }

  SpsBits size(int macroblocks, int mapUnits) {
    widthMacroblocks = macroblocks;
    heightMapUnits = mapUnits;
    return this;
  }

  SpsBits interlaced() {
    isInterlaced = true;
    return this;
  }

  /** Fields by pairs of macroblocks. */
  SpsBits adaptive() {
    adaptive = 1;
    return interlaced();
  }

  SpsBits scaling(Consumer<BitWriter> lists) {
    scaling = bits -> lists.accept(bits.put(1, 1));
    return this;
  }

  SpsBits orderCount(Consumer<BitWriter> fields) {
    orderCount = fields;
    return this;
  }

  SpsBits crop(int left, int right, int top, int bottom) {
    cropping = bits -> bits.put(1, 1).ue(left).ue(right).ue(top).ue(bottom);
    return this;
  }

  SpsBits vui(Consumer<BitWriter> fields) {
    vui = bits -> fields.accept(bits.put(1, 1));
    return this;
  }

  /** With emulation prevention. */
  Bytes toUnit() {
    var bits = new BitWriter();
    bits.put(profileIdc, 8).put(0, 8).put(31, 8).ue(0);
    if (AvcSpsParser.HIGH_PROFILES.contains(profileIdc)) {
      bits.ue(chromaFormatIdc);
      if (chromaFormatIdc == 3) {
        bits.put(0, 1);
      }
      bits.ue(lumaBits - 8).ue(chromaBits - 8).put(0, 1);
      scaling.accept(bits);
    }
    bits.ue(0);
    orderCount.accept(bits);
    bits.ue(4).put(0, 1).ue(widthMacroblocks - 1).ue(heightMapUnits - 1);
    bits.put(isInterlaced ? 0 : 1, 1).put(adaptive, isInterlaced ? 1 : 0).put(0, 1);
    cropping.accept(bits);
    vui.accept(bits);
    return EmulationPrevention.unit(Bytes.of(0x67), bits.put(1, 1).toBytes());
  }
}
