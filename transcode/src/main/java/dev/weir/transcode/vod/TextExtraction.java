package dev.weir.transcode.vod;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the subtitles of a film to files of their own, as they are: FFmpeg would give up over what
 * it cannot decode, such as letters of another encoding. Thread-safe.
 */
public final class TextExtraction {
  private static final Logger LOG = LoggerFactory.getLogger(TextExtraction.class);

  /** Each costs a run over the whole file where they do not go together. */
  private static final int MOST_ALONE = 16;

  private static final String NO_ROOM = "No space left on device";

  private final ConfinedFfmpeg ffmpeg;

  public TextExtraction(ConfinedFfmpeg ffmpeg) {
    this.ffmpeg = ffmpeg;
  }

  /** Those of a film that are text. */
  static List<TextFacts> of(SourceFacts facts) {
    return facts.texts().stream().filter(text -> text.form().isPresent()).toList();
  }

  /**
   * FFmpeg's words for the files, to stand behind those of an input.
   *
   * @return the files by the number of the track
   */
  static Map<Integer, Path> addOutputs(
      List<TextFacts> texts, JobFolder folder, List<String> words) {
    var files = new LinkedHashMap<Integer, Path>();
    for (TextFacts text : texts) {
      TextFacts.Form form = text.form().orElseThrow();
      Path file = folder.file("text-" + text.track().index() + "." + form.extension());
      // Text of MP4 alone is not what a file of subtitles has.
      String codec = text.track().codec().equals("mov_text") ? form.writer() : "copy";
      words.addAll(List.of("-map", "0:" + text.track().index(), "-c:s", codec));
      words.addAll(List.of("-f", form.writer(), "file:" + file));
      files.put(text.track().index(), file);
    }
    return files;
  }

  /**
   * Blocks until the whole film is read. What cannot be written is left out.
   *
   * @return files by the number of the track; their times are those of the film
   */
  public Map<Integer, Path> run(Path source, SourceFacts facts, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    List<TextFacts> texts = of(facts);
    Map<Integer, Path> together = attempt(source, texts, folder);
    if (!together.isEmpty() || texts.size() < 2) {
      return together;
    }
    var files = new LinkedHashMap<Integer, Path>();
    for (TextFacts text : texts.subList(0, Math.min(MOST_ALONE, texts.size()))) {
      files.putAll(attempt(source, List.of(text), folder));
    }
    return files;
  }

  /** What fails for want of room is worth another attempt of everything. */
  private Map<Integer, Path> attempt(Path source, List<TextFacts> texts, JobFolder folder)
      throws IOException, TranscodeException, InterruptedException {
    if (texts.isEmpty()) {
      return Map.of();
    }
    var words = new ArrayList<>(ConfinedFfmpeg.input(source, List.of("-fflags", "+genpts")));
    Map<Integer, Path> files = addOutputs(texts, folder, words);
    try {
      ffmpeg.run(folder, words, _ -> {});
      return files;
    } catch (TranscodeException failed) {
      if (failed.log().contains(NO_ROOM)) {
        throw failed;
      }
      LOG.info("tracks={} event=subtitles-left-out {}", files.keySet(), failed.getMessage());
      return Map.of();
    }
  }
}
