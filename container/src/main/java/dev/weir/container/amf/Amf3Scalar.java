package dev.weir.container.amf;

import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.MediaFormatException;

/**
 * Reads the simple values of AMF 3 (amf-file-format-spec §3) that may stand behind AMF 0's
 * avmplus-object-marker; objects, arrays and references are unsupported. Stateless.
 */
final class Amf3Scalar {
  private static final int UNDEFINED = 0x00;
  private static final int NULL = 0x01;
  private static final int FALSE = 0x02;
  private static final int TRUE = 0x03;
  private static final int INTEGER = 0x04;
  private static final int DOUBLE = 0x05;
  private static final int STRING = 0x06;

  private Amf3Scalar() {}

  static AmfValue read(ByteReader in) throws MediaFormatException {
    int marker = in.u8();
    return switch (marker) {
      case UNDEFINED -> new AmfValue.UndefinedValue();
      case NULL -> new AmfValue.NullValue();
      case FALSE -> new AmfValue.BooleanValue(false);
      case TRUE -> new AmfValue.BooleanValue(true);
      case INTEGER -> new AmfValue.NumberValue(u29(in) << 3 >> 3);
      case DOUBLE -> new AmfValue.NumberValue(in.f64());
      case STRING -> string(in);
      default ->
          throw new MediaFormatException(
              UNSUPPORTED, "AMF3", "only simple values are read, not marker " + marker);
    };
  }

  /** §1.3.2: the lowest bit tells a length from a reference to an earlier string. */
  private static AmfValue string(ByteReader in) throws MediaFormatException {
    int lengthAndFlag = u29(in);
    if ((lengthAndFlag & 1) == 0) {
      throw new MediaFormatException(UNSUPPORTED, "AMF3", "string references are not read");
    }
    return new AmfValue.StringValue(in.utf8(lengthAndFlag >> 1));
  }

  /** §1.3.1: seven bits in each of up to three octets, eight in a fourth. */
  private static int u29(ByteReader in) throws MediaFormatException {
    int value = 0;
    for (int i = 0; i < 3; i++) {
      int octet = in.u8();
      if (octet < 0x80) {
        return value << 7 | octet;
      }
      value = value << 7 | octet & 0x7F;
    }
    return value << 8 | in.u8();
  }
}
