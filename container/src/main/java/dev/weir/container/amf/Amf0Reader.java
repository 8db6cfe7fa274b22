package dev.weir.container.amf;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.amf.AmfValue.BooleanValue;
import dev.weir.container.amf.AmfValue.DateValue;
import dev.weir.container.amf.AmfValue.EcmaArray;
import dev.weir.container.amf.AmfValue.NumberValue;
import dev.weir.container.amf.AmfValue.ObjectValue;
import dev.weir.container.amf.AmfValue.StrictArray;
import dev.weir.container.amf.AmfValue.StringValue;
import dev.weir.container.amf.AmfValue.TypedObject;
import dev.weir.container.amf.AmfValue.UnsupportedValue;
import dev.weir.container.amf.AmfValue.XmlDocument;
import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one message in Action Message Format 0 (amf0-file-format-specification).
 * Memory follows what has come, never what a count promises. A value behind a reference is counted
 * as if it stood there, so that references cannot unfold beyond the limits. Confined to the parser
 * that made it.
 */
public final class Amf0Reader {
  private static final String WHAT = "AMF0";

  /** A value that a reference may point to, and what it weighs; no value while still open. */
  private static final class Referable {
    @Nullable AmfValue value;
    int nodes;
    int height;
  }

  private final ByteReader in;
  private final AmfLimits limits;
  private final List<Referable> referables = new ArrayList<>();
  private int nodes;
  private int deepest;

  public Amf0Reader(Bytes message, AmfLimits limits) throws MediaFormatException {
    if (message.length() > limits.maxBytes()) {
      throw new MediaFormatException(
          LIMIT,
          WHAT,
          "a message of %d octets, at most %d".formatted(message.length(), limits.maxBytes()));
    }
    this.in = message.reader(WHAT);
    this.limits = limits;
  }

  /** All values of {@code message}, one after another. */
  public static List<AmfValue> readAll(Bytes message, AmfLimits limits)
      throws MediaFormatException {
    var reader = new Amf0Reader(message, limits);
    var values = new ArrayList<AmfValue>();
    while (!reader.isAtEnd()) {
      values.add(reader.read());
    }
    return values;
  }

  public boolean isAtEnd() {
    return in.isAtEnd();
  }

  /**
   * The next value.
   *
   * @throws MediaFormatException if it breaks the format, is of a kind that we do not read, or goes
   *     beyond a limit; the reader is of no use afterwards
   */
  public AmfValue read() throws MediaFormatException {
    return value(0);
  }

  private AmfValue value(int depth) throws MediaFormatException {
    return value(in.u8(), depth);
  }

  private AmfValue value(int marker, int depth) throws MediaFormatException {
    countNodes(1);
    reach(depth);
    return switch (marker) {
      case Amf0Marker.NUMBER -> new NumberValue(in.f64());
      case Amf0Marker.BOOLEAN -> new BooleanValue(in.u8() != 0);
      case Amf0Marker.STRING -> new StringValue(shortString());
      case Amf0Marker.NULL -> new AmfValue.NullValue();
      case Amf0Marker.UNDEFINED -> new AmfValue.UndefinedValue();
      case Amf0Marker.DATE -> new DateValue(in.f64(), in.u16());
      case Amf0Marker.LONG_STRING -> new StringValue(longString());
      case Amf0Marker.UNSUPPORTED -> new UnsupportedValue();
      case Amf0Marker.XML_DOCUMENT -> new XmlDocument(longString());
      case Amf0Marker.AVMPLUS_OBJECT -> Amf3Scalar.read(in);
      case Amf0Marker.REFERENCE -> reference(depth);
      default -> complex(marker, depth);
    };
  }

  /** §2.9: objects, arrays and typed objects are numbered in the order in which they begin. */
  private AmfValue complex(int marker, int depth) throws MediaFormatException {
    int nodesBefore = nodes - 1;
    int deepestBefore = deepest;
    deepest = depth;
    var referable = new Referable();
    referables.add(referable);

    AmfValue value =
        switch (marker) {
          case Amf0Marker.OBJECT -> new ObjectValue(properties(depth));
          case Amf0Marker.ECMA_ARRAY -> ecmaArray(depth);
          case Amf0Marker.STRICT_ARRAY -> strictArray(depth);
          case Amf0Marker.TYPED_OBJECT -> new TypedObject(shortString(), properties(depth));
          default ->
              throw new MediaFormatException(
                  UNSUPPORTED,
                  WHAT,
                  "type marker 0x%02x at offset %d".formatted(marker, in.position() - 1));
        };

    referable.value = value;
    referable.nodes = nodes - nodesBefore;
    referable.height = deepest - depth;
    deepest = Math.max(deepest, deepestBefore);
    return value;
  }

  /** §2.10: the count is a hint only; the end is marked. */
  private AmfValue ecmaArray(int depth) throws MediaFormatException {
    in.skip(4);
    return new EcmaArray(properties(depth));
  }

  private Map<String, AmfValue> properties(int depth) throws MediaFormatException {
    var properties = new LinkedHashMap<String, AmfValue>();
    while (true) {
      String name = shortString();
      AmfValue value = name.isEmpty() ? valueUnlessEnd(depth + 1) : value(depth + 1);
      if (value == null) {
        return properties;
      }
      properties.put(name, value);
    }
  }

  /** §2.11: an empty name before the end marker closes an object; before a value it is a name. */
  private @Nullable AmfValue valueUnlessEnd(int depth) throws MediaFormatException {
    int marker = in.u8();
    return marker == Amf0Marker.OBJECT_END ? null : value(marker, depth);
  }

  /** §2.12; every element takes an octet at least, which bounds the count by what has come. */
  private AmfValue strictArray(int depth) throws MediaFormatException {
    long count = in.u32();
    if (count > in.remaining()) {
      throw new MediaFormatException(
          MALFORMED, WHAT, "an array of %d elements in %d octets".formatted(count, in.remaining()));
    }
    var elements = new ArrayList<AmfValue>();
    for (long i = 0; i < count; i++) {
      elements.add(value(depth + 1));
    }
    return new StrictArray(elements);
  }

  /** §2.9; a reference to a value that is still open would be a cycle, which we do not take. */
  private AmfValue reference(int depth) throws MediaFormatException {
    int index = in.u16();
    if (index >= referables.size()) {
      throw new MediaFormatException(
          MALFORMED, WHAT, "reference %d of %d".formatted(index, referables.size()));
    }
    Referable referable = referables.get(index);
    AmfValue value = referable.value;
    if (value == null) {
      throw new MediaFormatException(
          UNSUPPORTED, WHAT, "reference %d to an object around it".formatted(index));
    }
    countNodes(referable.nodes);
    reach(depth + referable.height);
    return value;
  }

  private String shortString() throws MediaFormatException {
    return in.utf8(in.u16());
  }

  private String longString() throws MediaFormatException {
    long length = in.u32();
    if (length > in.remaining()) {
      throw new MediaFormatException(
          MALFORMED, WHAT, "a string of %d octets in %d".formatted(length, in.remaining()));
    }
    return in.utf8((int) length);
  }

  private void countNodes(int more) throws MediaFormatException {
    nodes += more;
    if (nodes > limits.maxNodes()) {
      throw new MediaFormatException(
          LIMIT, WHAT, "more than %d values".formatted(limits.maxNodes()));
    }
  }

  private void reach(int depth) throws MediaFormatException {
    if (depth > limits.maxDepth()) {
      throw new MediaFormatException(
          LIMIT, WHAT, "values nested deeper than %d".formatted(limits.maxDepth()));
    }
    deepest = Math.max(deepest, depth);
  }
}
