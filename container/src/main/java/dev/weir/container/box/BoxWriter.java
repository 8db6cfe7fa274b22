package dev.weir.container.box;

import dev.weir.media.ByteWriter;
import dev.weir.media.Bytes;
import java.util.function.Consumer;

/**
 * Writes nested boxes, ISO/IEC 14496-12 §4.2: sizes are filled in when a box's content is known.
 * Confined to the writer that made it.
 */
public final class BoxWriter {
  private final ByteWriter out = new ByteWriter(1024);

  /** A box whose content {@code content} writes. */
  public BoxWriter box(String type, Consumer<ByteWriter> content) {
    int start = out.length();
    out.u32(0).fourCc(type);
    content.accept(out);
    out.patchU32(start, (long) out.length() - start);
    return this;
  }

  /** A box whose content begins with a version and flags. */
  public BoxWriter fullBox(String type, int version, int flags, Consumer<ByteWriter> content) {
    return box(
        type,
        body -> {
          body.u8(version).u24(flags);
          content.accept(body);
        });
  }

  /** A box that holds nothing but boxes. */
  public BoxWriter container(String type, Runnable children) {
    return box(type, _ -> children.run());
  }

  public int length() {
    return out.length();
  }

  public void patchU32(int at, long value) {
    out.patchU32(at, value);
  }

  public Bytes toBytes() {
    return out.toBytes();
  }
}
