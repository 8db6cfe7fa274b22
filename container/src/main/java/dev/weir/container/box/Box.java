package dev.weir.container.box;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;

import dev.weir.media.ByteReader;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.Optional;

/**
 * A box, ISO/IEC 14496-12 §4.2. Immutable.
 *
 * @param body what follows size and type, sharing memory with the file
 */
public record Box(String type, Bytes body) {
  /** A reader over the body, whose errors name the box. */
  public ByteReader reader() {
    return body.reader(type);
  }

  public BoxReader children() {
    return new BoxReader(body, type);
  }

  /** The first child of this type. */
  public Optional<Box> find(String childType) throws MediaFormatException {
    BoxReader children = children();
    while (children.hasNext()) {
      Box child = children.next();
      if (child.type.equals(childType)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }

  /** The first child of this type, or an error. */
  public Box require(String childType) throws MediaFormatException {
    return find(childType)
        .orElseThrow(
            () -> new MediaFormatException(MALFORMED, type, "expected a box " + childType));
  }
}
