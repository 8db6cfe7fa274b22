package dev.weir.transcode.film;

import static dev.weir.media.MediaFormatException.Kind.LIMIT;
import static dev.weir.media.MediaFormatException.Kind.UNSUPPORTED;

import dev.weir.container.mp4.Mp4Track;
import dev.weir.container.text.Cue;
import dev.weir.container.text.Subtitles;
import dev.weir.library.TextLabel;
import dev.weir.media.Bytes;
import dev.weir.media.MediaFormatException;
import dev.weir.transcode.vod.TextFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over the subtitles that have come within a film. Those that are pictures, or cannot be
 * read, are left out, and the log tells which: no film fails because of them. Thread-safe; blocks.
 */
final class EmbeddedTexts {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedTexts.class);

  private final FilmSubtitles subtitles;

  EmbeddedTexts(FilmSubtitles subtitles) {
    this.subtitles = subtitles;
  }

  /** The cues of one track; may block. */
  private interface Source {
    List<Cue> cues(TextFacts text) throws IOException, MediaFormatException;
  }

  /** From the samples of an MP4. */
  void ofMp4(FilmPlan plan, Path film) throws IOException, MediaFormatException {
    if (plan.facts().texts().isEmpty()) {
      return;
    }
    try (OpenFilm open = OpenFilm.openForText(film)) {
      long originMicros = plan.facts().file().startMicros();
      keepAll(plan, text -> Mp4Texts.read(open.file(), track(open, text), originMicros));
    }
  }

  private static Mp4Track track(OpenFilm open, TextFacts text) throws MediaFormatException {
    return KeptTracks.find(open.file(), text.track(), Mp4Track.Kind.TEXT)
        .orElseThrow(() ->
            new MediaFormatException(
                UNSUPPORTED, "moov", "no text in track " + text.track().index()));
  }

  /**
   * From files that FFmpeg has made.
   *
   * @param files by the number of the track
   */
  void ofFiles(FilmPlan plan, Map<Integer, Path> files) throws IOException {
    keepAll(plan, text -> read(files.get(text.track().index())));
  }

  private static List<Cue> read(@Nullable Path file) throws IOException, MediaFormatException {
    if (file == null || !Files.exists(file)) {
      throw new MediaFormatException(UNSUPPORTED, "subtitles", "FFmpeg does not read them");
    }
    long length = Files.size(file);
    if (length > Subtitles.MOST_FILE_BYTES) {
      throw new MediaFormatException(
          LIMIT, "subtitles", "%d octets, at most %d".formatted(length, Subtitles.MOST_FILE_BYTES));
    }
    return Subtitles.read(Bytes.wrap(Files.readAllBytes(file)));
  }

  private void keepAll(FilmPlan plan, Source source) throws IOException {
    List<TextFacts> texts = plan.facts().texts();
    for (int place = 0; place < texts.size(); place++) {
      TextFacts text = texts.get(place);
      try {
        keep(plan, text, place, source);
      } catch (MediaFormatException unreadable) {
        LOG.info(
            "asset={} track={} codec={} event=subtitles-left-out {}",
            plan.asset(),
            text.track().index(),
            text.track().codec(),
            unreadable.getMessage());
      }
    }
  }

  private void keep(FilmPlan plan, TextFacts text, int place, Source source)
      throws IOException, MediaFormatException {
    if (text.form().isEmpty()) {
      throw new MediaFormatException(
          UNSUPPORTED, "subtitles", "they are no text, such as pictures, which are not read");
    }
    List<Cue> cues = source.cues(text);
    if (cues.isEmpty()) {
      throw new MediaFormatException(UNSUPPORTED, "subtitles", "nothing is said in them");
    }
    var label =
        new TextLabel(
            FilmPlan.language(text.track().label()),
            FilmPlan.label(text.track().label()),
            plan.roles(text));
    subtitles.keep(plan.asset(), FilmNames.text(text.track()), place, label, cues);
  }
}
