package dev.weir.transcode.film;

import dev.weir.transcode.vod.AudioFacts;
import dev.weir.transcode.vod.FilmSource;
import dev.weir.transcode.vod.SourceFacts;
import dev.weir.transcode.vod.SourceTrack;
import dev.weir.transcode.vod.VideoFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is known of a film's file, and where its tracks can be decoded from. Immutable.
 *
 * @param leadSpreadMicros of its main video, {@link FilmSource#leadSpreadMicros}
 * @param original as it was sent
 * @param remuxed the MP4 that was made of it; not there where the original is read itself
 * @param remuxedTracks FFmpeg's numbers in the original of the tracks of the MP4
 */
record ReadFilm(
    SourceFacts facts,
    long leadSpreadMicros,
    Path original,
    Path remuxed,
    List<Integer> remuxedTracks) {
  /** Where its picture can be decoded from. */
  FilmSource picture(VideoFacts video) {
    return source(video.track(), leadSpreadMicros);
  }

  /** Where sound of it can be decoded from. */
  FilmSource sound(AudioFacts sound) {
    return source(sound.track(), 0);
  }

  /** Chunks are sought: in the original where FFmpeg can do that, else in the MP4. */
  private FilmSource source(SourceTrack track, long spreadMicros) {
    int place = remuxedTracks.indexOf(track.index());
    return !facts.file().isSeekable() && place >= 0 && Files.exists(remuxed)
        ? new FilmSource(remuxed, place, 0, spreadMicros)
        : new FilmSource(original, track.index(), facts.file().startMicros(), spreadMicros);
  }
}
