package dev.weir.container.flv;

import static dev.weir.media.MediaFormatException.Kind.MALFORMED;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.media.ByteReader;
import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whole FLV file, FLV 10.1 §E.2 to §E.4.1. A last tag that is cut off is left out, as are tags of
 * unknown type. Immutable.
 */
public record FlvFile(List<FlvTag> tags) {
  private static final int SIGNATURE = 0x464C56; // "FLV"
  private static final int VERSION = 1;
  private static final int HEADER_BYTES = 9;
  private static final int TAG_HEADER_BYTES = 11;
  private static final int FILTER_BIT = 0x20;
  private static final int HAS_AUDIO = 4;
  private static final int HAS_VIDEO = 1;

  public FlvFile {
    tags = List.copyOf(tags);
  }

  /** Bodies share memory with {@code file}. */
  public static FlvFile parse(Bytes file) throws MediaFormatException {
    ByteReader in = file.reader("FLV");
    skipHeader(in);
    var tags = new ArrayList<FlvTag>();
    while (in.remaining() >= Integer.BYTES + TAG_HEADER_BYTES) {
      in.skip(Integer.BYTES); // PreviousTagSize
      int type = in.u8();
      int bodyBytes = in.u24();
      long timestampMillis = in.u24() | in.u8() << 24;
      in.skip(3); // StreamID
      if (bodyBytes > in.remaining()) {
        break;
      }
      addTag(tags, type, timestampMillis, in.bytes(bodyBytes));
    }
    return new FlvFile(tags);
  }

  private static void skipHeader(ByteReader in) throws MediaFormatException {
    if (in.u24() != SIGNATURE) {
      throw new MediaFormatException(MALFORMED, "FLV", "does not begin with FLV");
    }
    int version = in.u8();
    if (version != VERSION) {
      throw new MediaFormatException(UNSUPPORTED, "FLV", "version " + version);
    }
    in.skip(1); // TypeFlags, which are often wrong
    long dataOffset = in.u32();
    in.skip(dataOffset - HEADER_BYTES);
  }

  private static void addTag(List<FlvTag> tags, int type, long timestampMillis, Bytes body)
      throws MediaFormatException {
    if ((type & FILTER_BIT) != 0) {
      throw new MediaFormatException(UNSUPPORTED, "FLV", "encrypted tag");
    }
    Optional<FlvTagType> known = FlvTagType.of(type);
    known.ifPresent(tagType -> tags.add(new FlvTag(tagType, timestampMillis, body)));
  }

  public Bytes toBytes() {
    var out = new ByteWriter();
    out.u24(SIGNATURE).u8(VERSION).u8(typeFlags()).u32(HEADER_BYTES).u32(0);
    for (FlvTag tag : tags) {
      int bodyBytes = tag.body().length();
      out.u8(tag.type().code()).u24(bodyBytes);
      out.u24((int) tag.timestampMillis()).u8((int) (tag.timestampMillis() >> 24)).u24(0);
      out.bytes(tag.body()).u32(TAG_HEADER_BYTES + bodyBytes);
    }
    return out.toBytes();
  }

  private int typeFlags() {
    return (has(FlvTagType.AUDIO) ? HAS_AUDIO : 0) | (has(FlvTagType.VIDEO) ? HAS_VIDEO : 0);
  }

  private boolean has(FlvTagType type) {
    return tags.stream().anyMatch(tag -> tag.type() == type);
  }
}
