package dev.weir.container.amf;

import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.DateValue;
import dev.weir.container.amf.AmfValue.EcmaArray;
import dev.weir.container.amf.AmfValue.NullValue;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StrictArray;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.amf.AmfValue.TypedObject;
import dev.weir.container.amf.AmfValue.UndefinedValue;
import dev.weir.container.amf.AmfValue.UnsupportedValue;
import dev.weir.container.amf.AmfValue.XmlDocument;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes values in Action Message Format 0 (amf0-file-format-specification), never with references.
 * Stateless.
 */
public final class Amf0Writer {
  private static final int LONGEST_SHORT_STRING_BYTES = 0xFFFF;

  private Amf0Writer() {}

  /** {@code values} one after another, as in a command or data message. */
  public static Bytes write(List<? extends AmfValue> values) {
    var out = new ByteWriter(256);
    values.forEach(value -> write(out, value));
    return out.toBytes();
  }

  public static Bytes write(AmfValue... values) {
    return write(List.of(values));
  }

  private static void write(ByteWriter out, AmfValue value) {
    switch (value) {
      case NumberValue number -> out.u8(Amf0Marker.NUMBER).f64(number.value());
      case BooleanValue flag -> out.u8(Amf0Marker.BOOLEAN).u8(flag.value() ? 1 : 0);
      case StringValue string -> writeString(out, string.value());
      case NullValue() -> out.u8(Amf0Marker.NULL);
      case UndefinedValue() -> out.u8(Amf0Marker.UNDEFINED);
      case UnsupportedValue() -> out.u8(Amf0Marker.UNSUPPORTED);
      case DateValue(double millis, int zone) -> out.u8(Amf0Marker.DATE).f64(millis).u16(zone);
      case XmlDocument(String text) -> writeLong(out.u8(Amf0Marker.XML_DOCUMENT), utf8(text));
      case ObjectValue(var properties) -> writeProperties(out.u8(Amf0Marker.OBJECT), properties);
      case TypedObject(String name, var properties) -> {
        writeShort(out.u8(Amf0Marker.TYPED_OBJECT), name);
        writeProperties(out, properties);
      }
      case EcmaArray(var properties) ->
          writeProperties(out.u8(Amf0Marker.ECMA_ARRAY).u32(properties.size()), properties);
      case StrictArray(var elements) -> {
        out.u8(Amf0Marker.STRICT_ARRAY).u32(elements.size());
        elements.forEach(element -> write(out, element));
      }
    }
  }

  private static void writeProperties(ByteWriter out, Map<String, AmfValue> properties) {
    properties.forEach((name, value) -> {
      writeShort(out, name);
      write(out, value);
    });
    out.u16(0).u8(Amf0Marker.OBJECT_END);
  }

  private static void writeString(ByteWriter out, String text) {
    Bytes encoded = utf8(text);
    if (encoded.length() > LONGEST_SHORT_STRING_BYTES) {
      writeLong(out.u8(Amf0Marker.LONG_STRING), encoded);
      return;
    }
    out.u8(Amf0Marker.STRING).u16(encoded.length()).bytes(encoded);
  }

  private static void writeLong(ByteWriter out, Bytes encoded) {
    out.u32(encoded.length()).bytes(encoded);
  }

  /** A name of a property or class, which has no long form. */
  private static void writeShort(ByteWriter out, String name) {
    Bytes encoded = utf8(name);
    if (encoded.length() > LONGEST_SHORT_STRING_BYTES) {
      throw new IllegalArgumentException("a name of " + encoded.length() + " octets");
    }
    out.u16(encoded.length()).bytes(encoded);
  }

  private static Bytes utf8(String text) {
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
