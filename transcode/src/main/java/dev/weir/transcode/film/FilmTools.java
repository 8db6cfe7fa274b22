package dev.weir.transcode.film;

import dev.weir.library.Assets;
import dev.weir.library.Jobs;
import dev.weir.library.Renditions;
import dev.weir.media.Clock;
import dev.weir.transcode.vod.ConfinedFfmpeg;
import dev.weir.transcode.vod.LadderConfig;

/**
 * What work on films is done with. Immutable.
 *
 * @param ladder what is made of films
 */
public record FilmTools(
    Assets assets,
    Renditions renditions,
    Jobs jobs,
    FilmFiles files,
    ConfinedFfmpeg ffmpeg,
    LadderConfig ladder,
    Clock clock) {
  FilmSubtitles subtitles() {
    return new FilmSubtitles(files, assets, renditions);
  }
}
