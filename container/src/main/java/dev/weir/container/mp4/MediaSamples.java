package dev.weir.container.mp4;

import dev.weir.media.MediaFormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the samples of one track on the timeline of its media, in decoding order, before an
 * edit list says what of them is shown. All are marked as shown. Confined to its reader.
 */
interface MediaSamples {
  /** The next, or null where there is none. */
  @Nullable Mp4Sample next() throws IOException, MediaFormatException;
}
