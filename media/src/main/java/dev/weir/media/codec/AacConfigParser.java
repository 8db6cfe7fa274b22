package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.BitReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * AudioSpecificConfig(), ISO/IEC 14496-3 §1.6.2.1, with the hierarchical and the backward
 * compatible signalling of SBR and PS (§1.6.6). Confined to one call of its parse.
 */
final class AacConfigParser {
  static final int LONG_FRAME_SAMPLES = 1024;

  private static final int SHORT_FRAME_SAMPLES = 960;

  /** A program config element with its longest comment fits many times. */
  private static final int MOST_OCTETS = 4096;

  private static final int LOWEST_SAMPLE_RATE = 4_000;
  private static final int HIGHEST_SAMPLE_RATE = 192_000;
  private static final int MOST_CHANNELS = 8;

  // audioObjectType, table 1.17
  private static final int AAC_MAIN = 1;
  private static final int AAC_LTP = 4;
  private static final int SBR = 5;
  private static final int PS = 29;
  private static final int ESCAPE = 31;

  private static final int EXPLICIT_SAMPLE_RATE = 15;
  private static final int SBR_SYNC = 0x2B7;
  private static final int PS_SYNC = 0x548;
  private static final int SYNC_BITS = 11;

  private final Bytes specificConfig;
  private final BitReader in;
  private int heardSampleRate;

  AacConfigParser(Bytes specificConfig) throws MediaFormatException {
    if (specificConfig.length() > MOST_OCTETS) {
      throw new MediaFormatException(
          LIMIT, "AudioSpecificConfig", specificConfig.length() + " octets");
    }
    this.specificConfig = specificConfig;
    in = new BitReader(specificConfig, "AudioSpecificConfig");
  }

  AacConfig parse() throws MediaFormatException {
    int signalledType = readObjectType();
    int sampleRate = readSampleRate();
    heardSampleRate = sampleRate;
    int channelConfiguration = in.bits(4);
    boolean isHierarchical = signalledType == SBR || signalledType == PS;
    int coreType = isHierarchical ? readCoreType() : signalledType;
    requireGeneralAudio(coreType);
    int frameSamples = in.flag() ? SHORT_FRAME_SAMPLES : LONG_FRAME_SAMPLES;
    int channels = readGeneralAudio(channelConfiguration);
    int objectType = isHierarchical ? signalledType : readSyncExtension(coreType);
    int heard = objectType == PS ? 2 : channels;
    return new AacConfig(
        objectType, sampleRate, heard, frameSamples, heardSampleRate, specificConfig);
  }

  private int readObjectType() throws MediaFormatException {
    int type = in.bits(5);
    return type == ESCAPE ? 32 + in.bits(6) : type;
  }

  private int readSampleRate() throws MediaFormatException {
    int index = in.bits(4);
    if (index == EXPLICIT_SAMPLE_RATE) {
      return checkedRate(in.bits(24));
    }
    if (!AacSampleRates.isIndex(index)) {
      throw new MediaFormatException(
          MALFORMED, "AudioSpecificConfig", "reserved samplingFrequencyIndex " + index);
    }
    return AacSampleRates.rate(index);
  }

  private static int checkedRate(int sampleRate) throws MediaFormatException {
    if (sampleRate < LOWEST_SAMPLE_RATE || sampleRate > HIGHEST_SAMPLE_RATE) {
      throw new MediaFormatException(
          LIMIT, "AudioSpecificConfig", "sample rate of %d Hz".formatted(sampleRate));
    }
    return sampleRate;
  }

  /** What follows an object type of SBR or PS: the doubled rate and the type of the core. */
  private int readCoreType() throws MediaFormatException {
    heardSampleRate = readSampleRate();
    return readObjectType();
  }

  private static void requireGeneralAudio(int type) throws MediaFormatException {
    if (type < AAC_MAIN || type > AAC_LTP) {
      throw new MediaFormatException(
          UNSUPPORTED, "AudioSpecificConfig", "audio object type " + type + ", expected AAC-LC");
    }
  }

  /** GASpecificConfig(), §4.4.1, after its frameLengthFlag; returns the channels. */
  private int readGeneralAudio(int channelConfiguration) throws MediaFormatException {
    if (in.flag()) {
      in.skip(14); // coreCoderDelay
    }
    in.skip(1); // extensionFlag, without content for these object types
    int channels = channels(channelConfiguration);
    if (channels < 1 || channels > MOST_CHANNELS) {
      throw new MediaFormatException(LIMIT, "AudioSpecificConfig", channels + " channels");
    }
    return channels;
  }

  /** Table 1.19. */
  private int channels(int channelConfiguration) throws MediaFormatException {
    return switch (channelConfiguration) {
      case 0 -> readProgramConfig();
      case 1, 2, 3, 4, 5, 6 -> channelConfiguration;
      case 7, 12, 14 -> 8;
      case 11 -> 7;
      default ->
          throw new MediaFormatException(
              UNSUPPORTED, "AudioSpecificConfig", "channelConfiguration " + channelConfiguration);
    };
  }

  /** program_config_element(), §4.4.1.1; returns the channels. */
  private int readProgramConfig() throws MediaFormatException {
    in.skip(4 + 2 + 4); // element_instance_tag, object_type, sampling_frequency_index
    int mainElements = in.bits(4) + in.bits(4) + in.bits(4); // front, side, back
    int lfeElements = in.bits(2);
    int associatedElements = in.bits(3);
    int couplingElements = in.bits(4);
    skipIfFlagged(4); // mono_mixdown_element_number
    skipIfFlagged(4); // stereo_mixdown_element_number
    skipIfFlagged(3); // matrix_mixdown_idx, pseudo_surround_enable
    int channels = lfeElements;
    for (int i = 0; i < mainElements; i++) {
      channels += in.flag() ? 2 : 1;
      in.skip(4); // element_tag_select
    }
    in.skip(4L * lfeElements + 4L * associatedElements + 5L * couplingElements);
    in.skip(in.bitsRemaining() % 8); // byte_alignment
    in.skip(8L * in.bits(8)); // comment_field_data
    return channels;
  }

  private void skipIfFlagged(int bits) throws MediaFormatException {
    if (in.flag()) {
      in.skip(bits);
    }
  }

  /** SBR and PS behind a configuration that older decoders understand; may be absent. */
  private int readSyncExtension(int coreType) throws MediaFormatException {
    if (in.bitsRemaining() < SYNC_BITS + 5 || in.bits(SYNC_BITS) != SBR_SYNC) {
      return coreType;
    }
    if (readObjectType() != SBR || in.bitsRemaining() == 0 || !in.flag()) {
      return coreType;
    }
    heardSampleRate = readSampleRate();
    boolean hasPs = in.bitsRemaining() > SYNC_BITS && in.bits(SYNC_BITS) == PS_SYNC && in.flag();
    return hasPs ? PS : SBR;
  }
}
