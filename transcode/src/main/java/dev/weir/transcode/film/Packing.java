package dev.weir.transcode.film;

import dev.weir.container.mp4.Mp4File;
import dev.weir.container.mp4.Mp4Track;
import dev.weir.media.MediaFormatException;
import dev.weir.packaging.archive.RenditionWriter;
import java.io.IOException;

/** Takes what FFmpeg has made into a rendition. */
final class Packing {
  private Packing() {}

  /** Wholly or not at all; safe when it returns. */
  static void run(Mp4File file, Mp4Track track, RenditionWriter writer, int endSegment)
      throws IOException, MediaFormatException, InterruptedException {
    try {
      var copy = new FilmCopy(file, 0);
      copy.add(track, writer);
      copy.run(_ -> {});
      writer.finish(endSegment);
    } catch (IOException | MediaFormatException | InterruptedException | RuntimeException broken) {
      writer.abandon();
      throw broken;
    }
  }
}
