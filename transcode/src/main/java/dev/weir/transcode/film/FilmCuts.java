package dev.weir.transcode.film;

import dev.weir.media.MediaFormatException;
import dev.weir.packaging.archive.Cuts;
import java.io.IOException;

/** Where films are cut, as the library knows it. */
final class FilmCuts {
  private FilmCuts() {}

  static Cuts of(FilmTools tools, String asset) throws IOException, MediaFormatException {
    String text =
        tools
            .assets()
            .find(asset)
            .flatMap(known -> known.cuts())
            .orElseThrow(() -> new IOException("it is not known where this film is cut"));
    return Cuts.parse(text);
  }
}
