package dev.weir.container.amf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.container.amf.AmfValue.DateValue;
import dev.weir.container.amf.AmfValue.EcmaArray;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StrictArray;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.amf.AmfValue.TypedObject;
import dev.weir.container.amf.AmfValue.UnsupportedValue;
import dev.weir.container.amf.AmfValue.XmlDocument;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Amf0Test {
  private static List<AmfValue> read(Bytes message) throws MediaFormatException {
    return Amf0Reader.readAll(message, AmfLimits.DEFAULTS);
  }

  private static void assertFails(Bytes message, MediaFormatException.Kind kind, String text) {
    assertThatThrownBy(() -> read(message))
        .isInstanceOfSatisfying(
            MediaFormatException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(text);
  }

  @Test
  void readsTheBeginningOfAConnectCommand() throws Exception {
    Bytes message =
        Bytes.ofHex(
            "02 0007 636f6e6e656374" // string "connect"
                + "00 3ff0000000000000" // number 1
                + "03" // object
                + "0003 617070 02 0004 6c697665" // app: "live"
                + "0004 66706164 01 00" // fpad: false
                + "0000 09" // end of the object
                + "05"); // null

    assertThat(read(message))
        .containsExactly(
            new StringValue("connect"),
            new NumberValue(1),
            ObjectValue.EMPTY.with("app", "live").with("fpad", new AmfValue.BooleanValue(false)),
            new AmfValue.NullValue());
  }

  @Test
  void takesTheCountOfAnEcmaArrayAsAHintOnly() throws Exception {
    Bytes message = Bytes.ofHex("08 ffffffff 0001 61 06 0000 09");

    assertThat(read(message))
        .containsExactly(new EcmaArray(Map.of("a", new AmfValue.UndefinedValue())));
  }

  @Test
  void readsAPropertyWithAnEmptyName() throws Exception {
    assertThat(read(Bytes.ofHex("03 0000 05 0000 09")))
        .containsExactly(new ObjectValue(Map.of("", new AmfValue.NullValue())));
  }

  @Test
  void resolvesAReferenceToAnEarlierObject() throws Exception {
    Bytes message =
        Bytes.ofHex(
            "0a 00000002" // reference 0: an array of two
                + "03 0000 09" // reference 1: an empty object
                + "07 0001");

    assertThat(read(message))
        .containsExactly(new StrictArray(List.of(ObjectValue.EMPTY, ObjectValue.EMPTY)));
  }

  @Test
  void refusesAReferenceToAnEnclosingObject() {
    assertFails(
        Bytes.ofHex("0a 00000001 07 0000"), MediaFormatException.Kind.UNSUPPORTED, "around it");
  }

  @Test
  void refusesAReferenceToNothing() {
    assertFails(Bytes.ofHex("07 0000"), MediaFormatException.Kind.MALFORMED, "reference 0 of 0");
  }

  @Test
  void readsSimpleAmf3ValuesBehindTheSwitch() throws Exception {
    Bytes message =
        Bytes.ofHex(
            "11 00 11 01 11 02 11 03"
                + "11 04 81 00" // integer 128
                + "11 04 ff ff ff ff" // integer −1
                + "11 05 3ff0000000000000"
                + "11 06 05 6869"); // string "hi"

    assertThat(read(message))
        .containsExactly(
            new AmfValue.UndefinedValue(),
            new AmfValue.NullValue(),
            new AmfValue.BooleanValue(false),
            new AmfValue.BooleanValue(true),
            new NumberValue(128),
            new NumberValue(-1),
            new NumberValue(1),
            new StringValue("hi"));
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void namesWhatItDoesNotRead(String hex) {
    assertFails(Bytes.ofHex(hex), MediaFormatException.Kind.UNSUPPORTED, "AMF");
  }

  static List<String> unsupported() {
    return List.of("04", "0e", "12", "ff", "11 0a 0b 01", "11 06 00", "11 07");
  }

  @ParameterizedTest
  @MethodSource("truncated")
  void refusesWhatIsCutShort(String hex) {
    assertFails(Bytes.ofHex(hex), MediaFormatException.Kind.MALFORMED, "AMF0");
  }

  static List<String> truncated() {
    return List.of(
        "00 3ff00000",
        "01",
        "02 0005 6162",
        "03",
        "03 0001 61",
        "03 0001 61 05",
        "03 0000",
        "0a 7fffffff",
        "0a ffffffff 05",
        "0c ffffffff 61",
        "11 04 81",
        "11 06 7f 61");
  }

  @Test
  void refusesABombOfDepthByItsSixteenthLevel() {
    var bomb = new ByteWriter();
    for (int i = 0; i < 12_000; i++) {
      bomb.u8(0x0A).u32(1);
    }

    assertFails(bomb.toBytes(), MediaFormatException.Kind.LIMIT, "deeper than 16");
  }

  @Test
  void refusesMoreOctetsThanTheLimitBeforeReadingAny() {
    assertFails(
        new ByteWriter().zeros(64 * 1024 + 1).toBytes(), MediaFormatException.Kind.LIMIT, "65537");
  }

  @Test
  void refusesMoreValuesThanTheLimit() {
    var many = new ByteWriter().u8(0x0A).u32(4096);
    for (int i = 0; i < 4096; i++) {
      many.u8(0x05);
    }

    assertFails(many.toBytes(), MediaFormatException.Kind.LIMIT, "more than 4096 values");
  }

  @Test
  void countsWhatReferencesUnfoldTo() {
    var laughs = new ByteWriter().u8(0x0A).u32(14).u8(0x0A).u32(2).u8(0x05).u8(0x05);
    for (int level = 1; level < 14; level++) {
      laughs.u8(0x0A).u32(2).u8(0x07).u16(level).u8(0x07).u16(level);
    }

    assertFails(laughs.toBytes(), MediaFormatException.Kind.LIMIT, "");
  }

  @Test
  void writesALongStringWhereAShortOneCannotHoldIt() throws Exception {
    var text = new StringValue("x".repeat(65_536));

    Bytes written = Amf0Writer.write(text);

    assertThat(written.slice(0, 5)).isEqualTo(Bytes.ofHex("0c 00010000"));
    assertThat(Amf0Reader.readAll(written, new AmfLimits(1, 1, 100_000))).containsExactly(text);
  }

  @Test
  void readsBackWhatItWrites() throws Exception {
    List<AmfValue> values =
        List.of(
            new NumberValue(-0.5),
            new AmfValue.BooleanValue(true),
            new StringValue("größer"),
            ObjectValue.EMPTY.with("inner", ObjectValue.EMPTY.with("n", 1)).with("s", ""),
            new AmfValue.NullValue(),
            new AmfValue.UndefinedValue(),
            new EcmaArray(Map.of("duration", new NumberValue(0))),
            new StrictArray(List.of(new AmfValue.BooleanValue(false), new StringValue("two"))),
            new DateValue(1_700_000_000_000.0, 0),
            new UnsupportedValue(),
            new XmlDocument("<a/>"),
            new TypedObject("Point", Map.of("x", new NumberValue(3))));

    assertThat(read(Amf0Writer.write(values))).isEqualTo(values);
  }

  @Test
  void looksUpPropertiesByTypeAndName() {
    ObjectValue object = ObjectValue.EMPTY.with("app", "live").with("width", 1280);

    assertThat(object.string("app")).contains("live");
    assertThat(object.string("width")).isEmpty();
    assertThat(object.number("width")).hasValue(1280);
    assertThat(object.number("height")).isEmpty();
    assertThat(new AmfValue.NullValue().string("app")).isEmpty();
  }
}
