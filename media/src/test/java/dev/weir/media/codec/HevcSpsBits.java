package dev.weir.media.codec;

import dev.weir.media.BitWriter;
import dev.weir.media.Bytes;
import java.util.function.Consumer;

/** Writes H.265 sequence parameter sets field by field, for tests. 160x96 unless told otherwise. */
final class HevcSpsBits {
  private int subLayers = 1;
  private Consumer<BitWriter> subLayerLevels = bits -> {};
  private int chromaFormatIdc = 1;
  private int width = 160;
  private int height = 96;
  private Consumer<BitWriter> cropping = bits -> bits.put(0, 1);
  private int lumaBits = 8;
  private int chromaBits = 8;
  private Consumer<BitWriter> scaling = bits -> bits.put(0, 1);
  private Consumer<BitWriter> pcm = bits -> bits.put(0, 1);
  private Consumer<BitWriter> referenceSets = bits -> bits.ue(0);
  private Consumer<BitWriter> longTerm = bits -> bits.put(0, 1);
  private Consumer<BitWriter> vui = bits -> bits.put(0, 1);

  HevcSpsBits subLayers(int count, Consumer<BitWriter> levels) {
    subLayers = count;
    subLayerLevels = levels;
    return this;
  }

  HevcSpsBits chroma(int idc) {
    chromaFormatIdc = idc;
    return this;
  }

  HevcSpsBits size(int newWidth, int newHeight) {
    width = newWidth;
    height = newHeight;
    return this;
  }

  HevcSpsBits crop(int left, int right, int top, int bottom) {
    cropping = bits -> bits.put(1, 1).ue(left).ue(right).ue(top).ue(bottom);
    return this;
  }

  HevcSpsBits depth(int luma, int chroma) {
    lumaBits = luma;
    chromaBits = chroma;
    return this;
  }

  HevcSpsBits scaling(Consumer<BitWriter> lists) {
    scaling = bits -> lists.accept(bits.put(3, 2));
    return this;
  }

  HevcSpsBits pcm(Consumer<BitWriter> fields) {
    pcm = bits -> fields.accept(bits.put(1, 1));
    return this;
  }

  HevcSpsBits referenceSets(Consumer<BitWriter> sets) {
    referenceSets = sets;
    return this;
  }

  HevcSpsBits longTerm(Consumer<BitWriter> fields) {
    longTerm = bits -> fields.accept(bits.put(1, 1));
    return this;
  }

  HevcSpsBits vui(Consumer<BitWriter> fields) {
    vui = bits -> fields.accept(bits.put(1, 1));
    return this;
  }

  /** Main profile, level 3, with emulation prevention. */
  Bytes toUnit() {
    var bits = new BitWriter();
    bits.put(0, 4).put(subLayers - 1, 3).put(1, 1);
    bits.put(0, 2).put(0, 1).put(1, 5).put(0x6000_0000, 32).put(0x9000, 16).put(0, 32).put(90, 8);
    subLayerLevels.accept(bits);
    bits.ue(0).ue(chromaFormatIdc);
    if (chromaFormatIdc == 3) {
      bits.put(0, 1);
    }
    bits.ue(width).ue(height);
    cropping.accept(bits);
    bits.ue(lumaBits - 8).ue(chromaBits - 8).ue(4);
    bits.put(0, 1).ue(4).ue(2).ue(0); // one size of buffer for all sub-layers
    bits.ue(0).ue(3).ue(0).ue(3).ue(0).ue(0);
    scaling.accept(bits);
    bits.put(0, 2);
    pcm.accept(bits);
    referenceSets.accept(bits);
    longTerm.accept(bits);
    bits.put(3, 2);
    vui.accept(bits);
    bits.put(0, 1); // no extension
    return EmulationPrevention.unit(Bytes.of(0x42, 0x01), bits.put(1, 1).toBytes());
  }
}
