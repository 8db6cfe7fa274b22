package dev.weir.container.mp4;

import dev.weir.media.Bytes;
import java.io.IOException;

/**
 * A file of MP4 that can be read anywhere, such as one on disk. Its length stays as it is while it
 * is read.
 */
public interface Mp4Source {
  long lengthBytes();

  /** Exactly {@code count} octets from {@code offset} on, which are within the file; may block. */
  Bytes read(long offset, int count) throws IOException;
}
