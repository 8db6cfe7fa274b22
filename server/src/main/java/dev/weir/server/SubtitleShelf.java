package dev.weir.server;

import dev.weir.container.text.Cue;
import dev.weir.gateway.http.SubtitlesRoute;
import dev.weir.gateway.http.VodRoute;
import dev.weir.library.Rendition;
import dev.weir.library.TextLabel;
import dev.weir.media.MediaFormatException;
import dev.weir.transcode.film.FilmSubtitles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Changes the subtitles of films, which viewers see at once. Thread-safe; blocks. */
record SubtitleShelf(FilmSubtitles subtitles, VodRoute viewers) implements SubtitlesRoute.Shelf {
  @Override
  public Optional<Rendition> add(String asset, TextLabel label, List<Cue> cues)
      throws IOException, MediaFormatException {
    Optional<Rendition> added = subtitles.add(asset, label, cues);
    viewers.forget(asset);
    return added;
  }

  @Override
  public boolean remove(String asset, String name) throws IOException {
    boolean wasThere = subtitles.remove(asset, name);
    viewers.forget(asset);
    return wasThere;
  }
}
