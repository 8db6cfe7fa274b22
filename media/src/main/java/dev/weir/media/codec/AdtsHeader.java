package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.BitReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * The header before an AAC frame where there is no container, ISO/IEC 13818-7 §6.2. Immutable.
 *
 * @param objectType 1 to 4, of the core coder
 * @param sampleRateIndex samplingFrequencyIndex, 0 to 12
 * @param channelConfiguration 1 to 7
 * @param headerBytes 7, or 9 with a checksum
 * @param frameBytes of the raw frame after the header
 */
public record AdtsHeader(
    int objectType,
    int sampleRateIndex,
    int channelConfiguration,
    int headerBytes,
    int frameBytes) {
  private static final int SYNC_WORD = 0xFFF;
  private static final int PLAIN_HEADER_BYTES = 7;
  private static final int CHECKED_HEADER_BYTES = 9;
  private static final int MOST_BYTES = 0x1FFF;
  private static final int VARIABLE_RATE_FULLNESS = 0x7FF;

  public AdtsHeader {
    if (headerBytes + frameBytes > MOST_BYTES) {
      throw new IllegalArgumentException("ADTS frame of " + frameBytes + " bytes");
    }
  }

  /** The header without checksum of a raw frame of {@code frameBytes}. */
  public static AdtsHeader of(AacConfig config, int frameBytes) throws MediaFormatException {
    var in = new BitReader(config.specificConfig(), "AudioSpecificConfig");
    int objectType = in.bits(5);
    int sampleRateIndex = in.bits(4);
    if (!AacSampleRates.isIndex(sampleRateIndex) || config.frameSamples() != 1024) {
      throw new MediaFormatException(UNSUPPORTED, "ADTS", "cannot carry " + config);
    }
    int channelConfiguration = in.bits(4);
    if (channelConfiguration < 1 || channelConfiguration > 7) {
      throw new MediaFormatException(UNSUPPORTED, "ADTS", "cannot carry " + config);
    }
    if (frameBytes > MOST_BYTES - PLAIN_HEADER_BYTES) {
      throw new MediaFormatException(LIMIT, "ADTS", "frame of " + frameBytes + " bytes");
    }
    int coreType = objectType > 4 ? 2 : objectType;
    return new AdtsHeader(
        coreType, sampleRateIndex, channelConfiguration, PLAIN_HEADER_BYTES, frameBytes);
  }

  /** From the front of {@code bytes}, which need not hold the whole frame. */
  public static AdtsHeader parse(Bytes bytes) throws MediaFormatException {
    var in = new BitReader(bytes, "ADTS");
    if (in.bits(12) != SYNC_WORD) {
      throw new MediaFormatException(MALFORMED, "ADTS", "expected a sync word, came " + bytes);
    }
    in.skip(1 + 2); // ID, layer
    int headerBytes = in.flag() ? PLAIN_HEADER_BYTES : CHECKED_HEADER_BYTES;
    int objectType = in.bits(2) + 1;
    int sampleRateIndex = in.bits(4);
    in.skip(1); // private_bit
    int channelConfiguration = in.bits(3);
    in.skip(4); // original_copy, home, copyright bits
    int wholeBytes = in.bits(13);
    in.skip(11); // adts_buffer_fullness
    requireOneFrame(in.bits(2));
    requireSound(sampleRateIndex, channelConfiguration, wholeBytes - headerBytes);
    return new AdtsHeader(
        objectType, sampleRateIndex, channelConfiguration, headerBytes, wholeBytes - headerBytes);
  }

  private static void requireOneFrame(int moreFrames) throws MediaFormatException {
    if (moreFrames > 0) {
      throw new MediaFormatException(
          UNSUPPORTED, "ADTS", "%d raw data blocks in one frame".formatted(moreFrames + 1));
    }
  }

  private static void requireSound(int sampleRateIndex, int channels, int frameBytes)
      throws MediaFormatException {
    if (!AacSampleRates.isIndex(sampleRateIndex) || frameBytes < 0) {
      throw new MediaFormatException(
          MALFORMED,
          "ADTS",
          "samplingFrequencyIndex %d, frame of %d bytes".formatted(sampleRateIndex, frameBytes));
    }
    if (channels == 0) {
      throw new MediaFormatException(
          UNSUPPORTED, "ADTS", "channels of a program config element inside the frame");
    }
  }

  /** The AudioSpecificConfig that says the same. */
  public AacConfig toConfig() throws MediaFormatException {
    int bits = objectType << 11 | sampleRateIndex << 7 | channelConfiguration << 3;
    return AacConfig.parse(new ByteWriter().u16(bits).toBytes());
  }

  /** A header of 7 octets, without checksum. */
  public Bytes toBytes() {
    int wholeBytes = PLAIN_HEADER_BYTES + frameBytes;
    int format = objectType - 1 << 14 | sampleRateIndex << 10 | channelConfiguration << 6;
    return new ByteWriter()
        .u16(0xFFF1) // sync word, MPEG-4, no checksum
        .u16(format | wholeBytes >> 11)
        .u8(wholeBytes >> 3)
        .u16((wholeBytes & 7) << 13 | VARIABLE_RATE_FULLNESS << 2)
        .toBytes();
  }
}
