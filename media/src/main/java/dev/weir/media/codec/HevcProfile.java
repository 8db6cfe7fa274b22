package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.BitReader;
import dev.weir.media.MediaFormatException;

/**
 * What a decoder of H.265 must be able to do: the general fields of profile_tier_level(), ITU-T
 * H.265 §7.3.3. Immutable.
 *
 * @param space general_profile_space, 0 to 3
 * @param compatibilityFlags general_profile_compatibility_flag, the one of index 0 highest
 * @param constraintFlags the 48 bits between those and the level
 * @param levelIdc 30 times the level
 */
public record HevcProfile(
    int space,
    boolean highTier,
    int idc,
    int compatibilityFlags,
    long constraintFlags,
    int levelIdc) {
  /** sps_max_sub_layers_minus1 of a base layer, §7.4.3.2.1. */
  private static final int MOST_SUB_LAYERS = 6;

  private static final int CONSTRAINT_BITS = 48;
  private static final int SUB_LAYER_PROFILE_BITS = 88;
  private static final int SUB_LAYER_LEVEL_BITS = 8;

  /** profile_tier_level() with a general profile and {@code subLayers} below the highest. */
  static HevcProfile read(BitReader in, int subLayers) throws MediaFormatException {
    if (subLayers > MOST_SUB_LAYERS) {
      throw new MediaFormatException(
          MALFORMED, "profile_tier_level", (subLayers + 1) + " sub-layers");
    }
    var profile =
        new HevcProfile(
            in.bits(2),
            in.flag(),
            in.bits(5),
            (int) in.bits32(),
            in.bits32() << 16 | in.bits(16),
            in.bits(8));
    skipSubLayers(in, subLayers);
    return profile;
  }

  private static void skipSubLayers(BitReader in, int subLayers) throws MediaFormatException {
    int bits = 0;
    for (int i = 0; i < subLayers; i++) {
      bits += in.flag() ? SUB_LAYER_PROFILE_BITS : 0;
      bits += in.flag() ? SUB_LAYER_LEVEL_BITS : 0;
    }
    int reservedPairs = subLayers > 0 ? 8 - subLayers : 0;
    in.skip(2L * reservedPairs + bits);
  }

  /** What follows the sample entry's name in a codec string, ISO/IEC 14496-15 §E.3. */
  String codecSuffix() {
    String letter = space == 0 ? "" : Character.toString('A' + space - 1);
    var suffix = new StringBuilder();
    suffix.append(".%s%d".formatted(letter, idc));
    suffix.append(".%X".formatted(Integer.reverse(compatibilityFlags)));
    suffix.append(".%s%d".formatted(highTier ? "H" : "L", levelIdc));
    for (long rest = constraintFlags; rest != 0; rest = rest << 8 & (1L << CONSTRAINT_BITS) - 1) {
      suffix.append(".%X".formatted(rest >> CONSTRAINT_BITS - 8));
    }
    return suffix.toString();
  }
}
