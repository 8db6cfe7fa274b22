package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;

/**
 * ES_Descriptor, ISO/IEC 14496-1 §7.2.6.5: the content of {@code esds} around a configuration.
 * Immutable.
 *
 * @param objectType objectTypeIndication, table 5: which codec
 * @param specificInfo what the codec says of itself, an AudioSpecificConfig for AAC; may be empty
 */
public record EsDescriptor(int objectType, Bytes specificInfo) {
  public static final int AUDIO_14496_3 = 0x40;

  /** AAC as MPEG-2 had it, ISO/IEC 13818-7, by profile. */
  public static final int AUDIO_13818_7_MAIN = 0x66;

  public static final int AUDIO_13818_7_LC = 0x67;
  public static final int AUDIO_13818_7_SSR = 0x68;

  /** MPEG-2 audio in halves of the rates of MPEG-1, ISO/IEC 13818-3. */
  public static final int AUDIO_13818_3 = 0x69;

  /** MPEG-1 audio, ISO/IEC 11172-3. */
  public static final int AUDIO_11172_3 = 0x6B;

  private static final int ES_TAG = 3;
  private static final int DECODER_CONFIG_TAG = 4;
  private static final int DECODER_SPECIFIC_TAG = 5;
  private static final int SL_CONFIG_TAG = 6;

  private static final int AUDIO_STREAM = 5 << 2 | 1;
  private static final int PREDEFINED_FOR_MP4 = 2;
  private static final int MOST_LENGTH_OCTETS = 4;

  // Flags of the ES_Descriptor that bring optional fields.
  private static final int HAS_DEPENDENCY = 0x80;
  private static final int HAS_URL = 0x40;
  private static final int HAS_CLOCK_REFERENCE = 0x20;

  public Bytes toBytes() {
    var decoder = new ByteWriter();
    decoder.u8(objectType).u8(AUDIO_STREAM);
    decoder.u24(0).u32(0).u32(0); // bufferSizeDB, maxBitrate, avgBitrate: unsaid
    if (!specificInfo.isEmpty()) {
      decoder.bytes(descriptor(DECODER_SPECIFIC_TAG, specificInfo));
    }
    var stream = new ByteWriter();
    stream.u16(0).u8(0); // ES_ID, flags
    stream.bytes(descriptor(DECODER_CONFIG_TAG, decoder.toBytes()));
    stream.bytes(descriptor(SL_CONFIG_TAG, Bytes.of(PREDEFINED_FOR_MP4)));
    return descriptor(ES_TAG, stream.toBytes());
  }

  private static Bytes descriptor(int tag, Bytes content) {
    var out = new ByteWriter().u8(tag);
    int length = content.length();
    if (length >= 1 << 14) {
      out.u8(0x80 | length >> 14);
    }
    if (length >= 1 << 7) {
      out.u8(0x80 | length >> 7 & 0x7F);
    }
    return out.u8(length & 0x7F).bytes(content).toBytes();
  }

  public static EsDescriptor parse(Bytes descriptor) throws MediaFormatException {
    ByteReader stream = content(descriptor.reader("esds"), ES_TAG).reader("ES_Descriptor");
    stream.skip(2); // ES_ID
    skipOptionalFields(stream, stream.u8());
    ByteReader decoder = content(stream, DECODER_CONFIG_TAG).reader("DecoderConfigDescriptor");
    int objectType = decoder.u8();
    decoder.skip(1 + 3 + 4 + 4);
    Bytes specificInfo = decoder.isAtEnd() ? Bytes.EMPTY : content(decoder, DECODER_SPECIFIC_TAG);
    return new EsDescriptor(objectType, specificInfo);
  }

  private static void skipOptionalFields(ByteReader in, int flags) throws MediaFormatException {
    if ((flags & HAS_DEPENDENCY) != 0) {
      in.skip(2);
    }
    if ((flags & HAS_URL) != 0) {
      in.skip(in.u8());
    }
    if ((flags & HAS_CLOCK_REFERENCE) != 0) {
      in.skip(2);
    }
  }

  private static Bytes content(ByteReader in, int expectedTag) throws MediaFormatException {
    int tag = in.u8();
    if (tag != expectedTag) {
      throw new MediaFormatException(
          MALFORMED, "esds", "expected descriptor %d, came %d".formatted(expectedTag, tag));
    }
    return in.bytes(length(in));
  }

  /** An expandable length, §8.3.3: seven bits in each octet but the last, which has no top bit. */
  private static int length(ByteReader in) throws MediaFormatException {
    int length = 0;
    for (int i = 0; i < MOST_LENGTH_OCTETS; i++) {
      int octet = in.u8();
      length = length << 7 | octet & 0x7F;
      if (octet < 0x80) {
        return length;
      }
    }
    throw new MediaFormatException(LIMIT, "esds", "length of more than four octets");
  }
}
