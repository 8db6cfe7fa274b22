package dev.weir.media.codec;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * Opus: an identification header, RFC 7845 §5.1. Time is counted at 48 kHz, and every packet says
 * how long it is: {@link OpusPacket}. Immutable.
 *
 * @param channels 1 to 8
 * @param preSkip samples at 48 kHz that a decoder should drop at the beginning, 0 to 65,535
 * @param inputSampleRate of the sound before it was encoded, 0 where unsaid; 32 bits, unsigned
 * @param outputGain in 1/256 dB, 16 bits, signed
 * @param mappingFamily 0 for mono and stereo, 1 for Vorbis's order of up to eight channels, or
 *     another
 * @param mapping stream count, coupled count and channel mapping, §5.1.1; empty in family 0
 */
public record OpusConfig(
    int channels,
    int preSkip,
    long inputSampleRate,
    int outputGain,
    int mappingFamily,
    Bytes mapping)
    implements AudioConfig {
  public static final int SAMPLE_RATE = 48_000;

  private static final String MAGIC = "OpusHead";
  private static final int MOST_VERSION = 15;
  private static final int MOST_CHANNELS = 8;
  private static final int BOX_VERSION = 0;

  /** From an identification header: {@code OpusHead} and what follows. */
  public static OpusConfig parseHead(Bytes head) throws MediaFormatException {
    ByteReader in = head.reader(MAGIC);
    String magic = in.utf8(MAGIC.length());
    if (!magic.equals(MAGIC)) {
      throw new MediaFormatException(MALFORMED, MAGIC, "is something else: " + head);
    }
    requireVersion(in.u8(), MOST_VERSION);
    int channels = in.u8();
    int preSkip = Short.toUnsignedInt(Short.reverseBytes((short) in.u16()));
    long inputSampleRate = Integer.toUnsignedLong(Integer.reverseBytes(in.s32()));
    int outputGain = Short.reverseBytes((short) in.u16());
    return of(channels, preSkip, inputSampleRate, outputGain, in);
  }

  /** From the body of a dOps, Encapsulation of Opus in ISO base media file format §4.3.2. */
  public static OpusConfig parse(Bytes dOps) throws MediaFormatException {
    ByteReader in = dOps.reader("dOps");
    requireVersion(in.u8(), BOX_VERSION);
    return of(in.u8(), in.u16(), in.u32(), (short) in.u16(), in);
  }

  private static void requireVersion(int version, int most) throws MediaFormatException {
    if (version > most) {
      throw new MediaFormatException(UNSUPPORTED, "Opus", "version " + version);
    }
  }

  private static OpusConfig of(
      int channels, int preSkip, long inputSampleRate, int outputGain, ByteReader in)
      throws MediaFormatException {
    int mappingFamily = in.u8();
    if (channels < 1 || channels > (mappingFamily == 0 ? 2 : MOST_CHANNELS)) {
      throw new MediaFormatException(
          LIMIT, "Opus", "%d channels of family %d".formatted(channels, mappingFamily));
    }
    Bytes mapping = mappingFamily == 0 ? Bytes.EMPTY : in.bytes(2L + channels);
    return new OpusConfig(channels, preSkip, inputSampleRate, outputGain, mappingFamily, mapping);
  }

  /** The identification header. */
  public Bytes toHead() {
    return new ByteWriter()
        .utf8(MAGIC)
        .u8(1) // version
        .u8(channels)
        .u16(Short.reverseBytes((short) preSkip))
        .u32(Integer.reverseBytes((int) inputSampleRate))
        .u16(Short.reverseBytes((short) outputGain))
        .u8(mappingFamily)
        .bytes(mapping)
        .toBytes();
  }

  /** The body of a dOps. */
  public Bytes toDOps() {
    return new ByteWriter()
        .u8(BOX_VERSION)
        .u8(channels)
        .u16(preSkip)
        .u32(inputSampleRate)
        .u16(outputGain)
        .u8(mappingFamily)
        .bytes(mapping)
        .toBytes();
  }

  @Override
  public int sampleRate() {
    return SAMPLE_RATE;
  }

  @Override
  public int frameSamples() {
    return VARIABLE_FRAME;
  }

  /**
   * The name of the sample entry, RFC 6381 §3.3.
   *
   * <p>Interop: Safari takes no other; older Chromium took {@code opus} alone, which hls.js (since
   * 1.4) and Shaka Player ask for where this one is not supported.
   */
  @Override
  public String codecString() {
    return "Opus";
  }
}
